using System.Collections.Concurrent;
using Modular.DoIp.Entity;
using Modular.DoIp.Messages;

namespace Modular.Plugins.Transport.DoIp.Tests.Support;

/// <summary>An ECU that answers with the service identifier plus 0x40 and the rest of the request.</summary>
internal sealed class EchoNode(ushort address, params ushort[] functional) : IDoIpNode
{
    public ushort LogicalAddress => address;

    public IReadOnlyCollection<ushort> FunctionalAddresses => functional;

    public DiagnosticMessageNegativeAcknowledgementCode? Refusal { get; set; }

    /// <summary>Logical addresses of the testers that asked.</summary>
    public ConcurrentQueue<ushort> Testers { get; } = new();

    public DiagnosticMessageNegativeAcknowledgementCode? Refuse(DoIpNodeRequest request) => Refusal;

    public async ValueTask HandleAsync(DoIpNodeRequest request, CancellationToken cancellationToken)
    {
        Testers.Enqueue(request.TesterAddress);
        var answer = request.UserData.ToArray();
        answer[0] |= 0x40;
        await request.RespondAsync(answer, cancellationToken);
    }
}
