namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Relative paths in manifests and archives.</summary>
internal static class PluginPath
{
    private const int MaximumLength = 260;

    /// <summary>Says whether a path, with <c>/</c> between its segments, stays inside of the folder it is relative to on every system.</summary>
    public static bool IsInside(string path) =>
        path.Length is > 0 and <= MaximumLength
        && path.IndexOfAny(['\\', ':', '\0']) < 0
        && !Path.IsPathRooted(path)
        && path.Split('/').All(static segment => segment is not ("" or "." or ".."));
}
