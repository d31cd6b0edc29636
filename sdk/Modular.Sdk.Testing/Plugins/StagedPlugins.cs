namespace Modular.Sdk.Testing.Plugins;

/// <summary>
/// The plugins that the build put beside the test assembly: those which the test project references with
/// <c>&lt;ProjectReference Include="..." PluginUnderTest="true" /&gt;</c>.
/// </summary>
public static class StagedPlugins
{
    private const string Manifest = "plugin.json";

    /// <summary>Absolute path of the folder with <c>&lt;id&gt;/&lt;version&gt;/plugin.json</c>.</summary>
    public static string Root { get; } = Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>All staged plugin folders, ordered by path.</summary>
    /// <returns>Absolute paths; empty when nothing is staged.</returns>
    public static IReadOnlyList<string> All() => Directory.Exists(Root)
        ? [.. Directory.EnumerateDirectories(Root).SelectMany(Directory.EnumerateDirectories).Where(IsPlugin).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Finds the folder of a plugin.</summary>
    /// <param name="id">Identifier of the plugin.</param>
    /// <returns>Its absolute path.</returns>
    /// <exception cref="DirectoryNotFoundException">The build staged no such plugin, or several versions of it.</exception>
    public static string Find(string id)
    {
        var found = All().Where(folder => Path.GetFileName(Path.GetDirectoryName(folder)) == id).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new DirectoryNotFoundException(
                $"No plugin {id} is staged in {Root}. Reference its project with PluginUnderTest=\"true\", and build."),
            _ => throw new DirectoryNotFoundException($"Several versions of {id} are staged: {string.Join(", ", found)}. Name the folder."),
        };
    }

    internal static bool IsPlugin(string folder) => File.Exists(Path.Combine(folder, Manifest));
}
