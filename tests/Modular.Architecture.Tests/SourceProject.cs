using System.Xml.Linq;

namespace Modular.Architecture.Tests;

/// <summary>One project file of the repository, read as XML.</summary>
internal sealed class SourceProject
{
    private SourceProject(string path)
    {
        Name = Path.GetFileNameWithoutExtension(path);
        Layer = Path.GetRelativePath(Root, path).Replace('\\', '/').Split('/')[0];
        var document = XDocument.Load(path);
        Projects = [.. document.Descendants("ProjectReference").Select(reference =>
            Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))];
        Packages = [.. document.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!)];
        AssemblyName = document.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;
    }

    /// <summary>The folder that holds Modular.sln.</summary>
    public static string Root { get; } = FindRoot();

    public string Name { get; }

    public string AssemblyName { get; }

    /// <summary>First folder: sdk, src, plugins, samples.</summary>
    public string Layer { get; }

    public IReadOnlyList<string> Projects { get; }

    public IReadOnlyList<string> Packages { get; }

    public static IReadOnlyList<SourceProject> In(string layer) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, layer), "*.csproj", SearchOption.AllDirectories).Where(IsOurs).Order(StringComparer.Ordinal).Select(path => new SourceProject(path))];

    // What a template generates is a project of whoever uses the template.
    private static bool IsOurs(string path) => !path.Replace('\\', '/').Contains("/templates/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Modular.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
