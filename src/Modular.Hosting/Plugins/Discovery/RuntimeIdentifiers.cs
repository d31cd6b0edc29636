using System.Runtime.InteropServices;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>The portable runtime identifiers whose native libraries this process can load.</summary>
internal static class RuntimeIdentifiers
{
    /// <summary>Those of this process, the most special first.</summary>
    public static IReadOnlyList<string> Current()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var isMusl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal)
            || RuntimeInformation.RuntimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);
        string[] systems = OperatingSystem.IsWindows() ? ["win"]
            : OperatingSystem.IsMacOS() ? ["osx", "unix"]
            : isMusl ? ["linux-musl", "linux", "unix"]
            : ["linux", "unix"];
        return [.. systems.SelectMany(system => new[] { $"{system}-{architecture}", system }), "any"];
    }
}
