using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Tests.Support;

/// <summary>Policies for tests of something else.</summary>
internal static class TrustPolicies
{
    public static PluginTrustPolicy HashesOnly { get; } =
        new(new TrustSettings { Mode = TrustMode.Hashes }, "/nowhere", isInsecureDevelopment: false, ledger: null, TimeProvider.System);
}
