using Modular.Sdk.Transports;

namespace Modular.Sdk.Protocols;

/// <summary>
/// Capability: a diagnostic protocol (UDS, KWP2000, OBD2), which turns exchanges over a link into outcomes. Several
/// plugins may provide it. Safe for concurrent use.
/// </summary>
public interface IDiagnosticProtocol
{
    /// <summary>Short lower-case name, for example <c>uds</c>.</summary>
    string Name { get; }

    /// <summary>Opens a channel on a link. Sends nothing.</summary>
    /// <param name="link">The link; the channel becomes its only reader and disposes it.</param>
    /// <param name="comParams">Timing and retries, in the standard's names; what is absent has the standard's default.</param>
    /// <returns>The channel; the caller disposes it.</returns>
    /// <exception cref="FormatException">A communication parameter has no valid value.</exception>
    IProtocolChannel Open(IDiagnosticLink link, ComParamSet comParams);
}
