using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Acme.Plugin;

/// <summary>One request, one answer: 0x7F is a no, everything else a yes. Put your protocol in its place.</summary>
internal sealed class SimpleProtocol(TimeProvider time) : IDiagnosticProtocol
{
    /// <summary>Communication parameter with the longest wait for an answer, in microseconds.</summary>
    public const string TimeoutParameter = "CP_SimpleTimeout";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMilliseconds(150);

    /// <inheritdoc/>
    public string Name => "simple";

    /// <inheritdoc/>
    public IProtocolChannel Open(IDiagnosticLink link, ComParamSet comParams) =>
        new SimpleChannel(link, comParams.GetDuration(TimeoutParameter) ?? DefaultTimeout, time);
}
