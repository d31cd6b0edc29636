using Modular.DoIp.Entity;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Tests.Support;

/// <summary>An ECU made of a function.</summary>
internal sealed class TestNode(ushort address, Func<DoIpNodeRequest, CancellationToken, ValueTask> handle, params ushort[] functional) : IDoIpNode
{
    public ushort LogicalAddress => address;

    public IReadOnlyCollection<ushort> FunctionalAddresses => functional;

    public DiagnosticMessageNegativeAcknowledgementCode? Refusal { get; set; }

    public DiagnosticMessageNegativeAcknowledgementCode? Refuse(DoIpNodeRequest request) => Refusal;

    public ValueTask HandleAsync(DoIpNodeRequest request, CancellationToken cancellationToken) => handle(request, cancellationToken);

    /// <summary>Answers every request with its service identifier plus 0x40, the rest repeated.</summary>
    public static TestNode Positive(ushort address, params ushort[] functional) => new(
        address,
        async (request, cancellationToken) =>
        {
            var answer = request.UserData.ToArray();
            answer[0] |= 0x40;
            await request.RespondAsync(answer, cancellationToken);
        },
        functional);
}
