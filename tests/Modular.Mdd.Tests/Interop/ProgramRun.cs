using System.Diagnostics;

namespace Modular.Mdd.Tests.Interop;

/// <summary>One run of an independent program.</summary>
internal static class ProgramRun
{
    /// <summary>Runs it in a folder, hands it input, and gives its output.</summary>
    public static string Of(string program, string folder, byte[]? input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)), $"{program} does not end.");
        var text = output.GetAwaiter().GetResult();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} gave {process.ExitCode}: {error.GetAwaiter().GetResult()}{text}");
        return text;
    }

    /// <summary>The folder with this file and the schemas beside it.</summary>
    public static string SchemaFolder => Path.Combine(RepositoryPaths.Root, "tests", "Modular.Mdd.Tests", "Interop");
}
