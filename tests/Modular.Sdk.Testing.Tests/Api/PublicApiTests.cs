using System.Runtime.CompilerServices;
using Modular.Sdk.Plugins;
using Modular.Sdk.Testing.Plugins;

namespace Modular.Sdk.Testing.Tests.Api;

/// <summary>What authors compile against changes only when somebody means it.</summary>
public class PublicApiTests
{
    private const string Update = "dotnet test tests/Modular.Sdk.Testing.Tests --filter PublicApiTests -e UPDATE_API=1";

    [Theory]
    [InlineData(typeof(IPluginModule))]
    [InlineData(typeof(PluginTestHost))]
    public void Assembly_PublicApi_IsTheRecordedOne(Type type)
    {
        var name = type.Assembly.GetName().Name;
        var path = Path.Combine(Folder(), name + ".txt");
        var present = PublicApi.Write(type.Assembly);
        if (Environment.GetEnvironmentVariable("UPDATE_API") == "1")
        {
            File.WriteAllText(path, present);
        }

        var recorded = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty;

        Assert.True(recorded == present, $"""
            The public API of {name} is not the recorded one. If that is meant, write it down and commit the file:
              {Update}
            An addition needs a higher minor version of the SDK once the present one is released (sdk/Modular.Sdk/build/Modular.Sdk.Version.props);
            a change or a removal breaks plugins and needs a higher major version.
            {Difference(recorded, present)}
            """);
    }

    private static string Difference(string recorded, string present)
    {
        var (before, now) = (Lines(recorded), Lines(present));
        return string.Join('\n', before.Except(now).Select(static line => "- " + line).Concat(now.Except(before).Select(static line => "+ " + line)).Take(40));
    }

    // With its type, so that equal members of two types stay apart.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var type = string.Empty;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            type = line.StartsWith(' ') ? type : line.Split(" : ")[0];
            lines.Add(line.StartsWith(' ') ? $"{type} {line.Trim()}" : line);
        }

        return lines;
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
