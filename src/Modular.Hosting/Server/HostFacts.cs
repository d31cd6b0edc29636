using Modular.Sdk.Hosting;

namespace Modular.Hosting.Server;

/// <summary>What plugins may know of this run.</summary>
internal sealed class HostFacts(bool isInsecureDevelopment, CancellationToken stopping) : IHostFacts
{
    /// <inheritdoc/>
    public string Version => ProductVersion.Text;

    /// <inheritdoc/>
    public bool InsecureDevelopment => isInsecureDevelopment;

    /// <inheritdoc/>
    public CancellationToken Stopping => stopping;
}
