using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;
using Modular.Uds.Tester;

namespace Modular.Plugins.Protocol.Uds;

/// <summary>Opens UDS channels.</summary>
internal sealed class UdsProtocol(IOptions<UdsOptions> options, TimeProvider time, ILogger<UdsChannel> logger) : IDiagnosticProtocol
{
    private readonly UdsTiming _defaults = options.Value.ToTiming();

    /// <inheritdoc/>
    public string Name => "uds";

    /// <inheritdoc/>
    public IProtocolChannel Open(IDiagnosticLink link, ComParamSet comParams) =>
        new UdsChannel(link, _defaults.With(comParams), time, logger);
}
