using System.Reflection;
using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Server;

/// <summary>Versions of this build.</summary>
internal static class ProductVersion
{
    /// <summary>Version of the product.</summary>
    public static string Text { get; } = InformationalVersion(typeof(ProductVersion).Assembly);

    /// <summary>Version of the SDK which the host brings. Its assembly version is frozen, so it says nothing.</summary>
    public static SemanticVersion Sdk { get; } =
        SemanticVersion.TryParse(InformationalVersion(typeof(IPluginModule).Assembly), out var version)
            ? version
            : throw new InvalidOperationException("The SDK carries no semantic version; the build is broken.");

    private static string InformationalVersion(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
