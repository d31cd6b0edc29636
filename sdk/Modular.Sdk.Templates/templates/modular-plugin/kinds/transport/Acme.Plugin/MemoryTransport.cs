using System.Runtime.CompilerServices;
using Modular.Sdk.Transports;

namespace Acme.Plugin;

/// <summary>A medium with one ECU, which is in memory. Put your medium in its place.</summary>
internal sealed class MemoryTransport(TimeProvider time) : ITransport
{
    /// <summary>Communication parameter with the address of the ECU; who has it has a link here.</summary>
    public const string AddressParameter = "CP_MemoryAddress";

    private const uint TesterAddress = 0x0E00;

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public TransportCapabilities Capabilities => TransportCapabilities.Discovery;

    /// <inheritdoc/>
    public IReadOnlyList<TransportNode> Nodes { get; } = [new TransportNode("memory", 0x1000, new Dictionary<string, string>())];

    /// <inheritdoc/>
    public bool Supports(LinkParameters parameters) => parameters.ComParams.TryGetText(AddressParameter, out _);

    /// <inheritdoc/>
    public ValueTask<IDiagnosticLink> OpenAsync(LinkParameters parameters, CancellationToken cancellationToken)
    {
        uint? target;
        try
        {
            target = parameters.ComParams.GetNumber(AddressParameter);
        }
        catch (FormatException exception)
        {
            throw new LinkException(LinkFailure.InvalidParameters, exception.Message);
        }

        return target is { } address
            ? ValueTask.FromResult<IDiagnosticLink>(new MemoryLink(parameters.Name, new LinkAddress(TesterAddress, address, parameters.Addressing), time))
            : throw new LinkException(LinkFailure.InvalidParameters, $"{AddressParameter} is missing.");
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<TransportNode>> DiscoverAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Nodes);

    /// <inheritdoc/>
    public async IAsyncEnumerable<TransportEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var node in Nodes)
        {
            yield return new TransportEvent(TransportEventKind.NodeDiscovered, node.LogicalAddress, node.NetworkAddress);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
