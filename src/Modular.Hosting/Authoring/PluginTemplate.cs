using System.Text.RegularExpressions;
using Modular.Hosting.Server;

namespace Modular.Hosting.Authoring;

/// <summary>
/// The files a plugin begins with: those of the package <c>Modular.Sdk.Templates</c>, carried in this assembly, for machines
/// without the template engine.
/// </summary>
/// <remarks>The substitutions are those of <c>template.json</c>; a test holds the two to the same files.</remarks>
internal sealed partial class PluginTemplate
{
    private const string Prefix = "template/";
    private const string Common = Prefix + "common/";
    private const string Kind = Prefix + "kinds/";
    private const int MaximumNameLength = 64;

    private readonly List<(string Path, string Text)> _files;

    private PluginTemplate(List<(string Path, string Text)> files) => _files = files;

    /// <summary>The kinds there are, in order.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [.. Resources().Where(static name => name.StartsWith(Kind, StringComparison.Ordinal)).Select(static name => name.Split('/')[2]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Paths of the files, with slashes.</summary>
    public IEnumerable<string> Paths => _files.Select(static file => file.Path);

    /// <summary>Says whether a text can be the name of a plugin: a namespace such as <c>Acme.Greeter</c>.</summary>
    public static bool IsName(string name) => name.Length <= MaximumNameLength && NamePattern().IsMatch(name);

    /// <summary>Fills the template in.</summary>
    /// <param name="name">A name by <see cref="IsName"/>.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static PluginTemplate Create(string name, string kind)
    {
        var files = new List<(string Path, string Text)>();
        foreach (var resource in Resources())
        {
            var folder = resource.StartsWith(Common, StringComparison.Ordinal) ? Common : $"{Kind}{kind}/";
            if (resource.StartsWith(folder, StringComparison.Ordinal))
            {
                files.Add((Fill(resource[folder.Length..], name), Fill(Read(resource), name)));
            }
        }

        return new PluginTemplate(files);
    }

    /// <summary>Writes the files.</summary>
    /// <param name="directory">Absolute path of a folder; made if it is not there.</param>
    /// <exception cref="IOException">The folder is not empty, or cannot be written.</exception>
    public void Write(string directory)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
        {
            throw new IOException($"the folder {directory} is not empty; name another one with -o DIR");
        }

        foreach (var (path, text) in _files)
        {
            var file = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string Fill(string text, string name)
    {
        var id = name.ToLowerInvariant();
        return text
            .Replace("Acme.Plugin", name, StringComparison.Ordinal)
            .Replace("plugin-id-token", id, StringComparison.Ordinal)
            .Replace("SectionToken", name.Replace(".", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("route-token", id.Replace('.', '-'), StringComparison.Ordinal)
            .Replace("SdkVersionToken", ProductVersion.Sdk.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Resources() => typeof(PluginTemplate).Assembly.GetManifestResourceNames()
        .Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(PluginTemplate).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
