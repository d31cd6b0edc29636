using System.Runtime.CompilerServices;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Slots;

/// <summary>A channel whose requests and answers pass the interceptors. Costs a look-up while there are none.</summary>
/// <param name="inner">The channel below; owned.</param>
/// <param name="ecu">Name of the ECU.</param>
/// <param name="interceptors">Those who look.</param>
internal sealed class InterceptedChannel(IProtocolChannel inner, string ecu, ICapability<IPduInterceptor> interceptors) : IProtocolChannel
{
    private const byte NegativeResponse = 0x7F;

    /// <inheritdoc/>
    public IDiagnosticLink Link => inner.Link;

    /// <inheritdoc/>
    public ValueTask<ExchangeOutcome> ExchangeAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken)
    {
        var leases = interceptors.AcquireAll();
        return leases.Count == 0
            ? inner.ExchangeAsync(request, options, cancellationToken)
            : ExchangeAsync(leases, request, options, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ExchangeOutcome> ExchangeFunctionalAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken)
    {
        var leases = interceptors.AcquireAll();
        return leases.Count == 0
            ? inner.ExchangeFunctionalAsync(request, options, cancellationToken)
            : ExchangeFunctionalAsync(leases, request, options, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask<ExchangeOutcome> ExchangeAsync(
        IReadOnlyList<CapabilityLease<IPduInterceptor>> leases, ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken)
    {
        using var chain = new InterceptorChain(leases, ecu, AddressingMode.Physical);
        var sent = await chain.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        var outcome = await inner.ExchangeAsync(sent, options, cancellationToken).ConfigureAwait(false);
        return await ReceiveAsync(chain, sent, outcome, cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<ExchangeOutcome> ExchangeFunctionalAsync(
        IReadOnlyList<CapabilityLease<IPduInterceptor>> leases,
        ReadOnlyMemory<byte> request,
        ExchangeOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var chain = new InterceptorChain(leases, ecu, AddressingMode.Functional);
        var sent = await chain.RequestAsync(request, cancellationToken).ConfigureAwait(false);
        await foreach (var outcome in inner.ExchangeFunctionalAsync(sent, options, cancellationToken).ConfigureAwait(false))
        {
            yield return await ReceiveAsync(chain, sent, outcome, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<ExchangeOutcome> ReceiveAsync(
        InterceptorChain chain, ReadOnlyMemory<byte> request, ExchangeOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Response.IsEmpty)
        {
            return outcome;
        }

        var response = await chain.ResponseAsync(request, outcome.Response, outcome.SourceAddress, cancellationToken).ConfigureAwait(false);
        return outcome with
        {
            Response = response,
            Kind = response.Span[0] == NegativeResponse ? ExchangeOutcomeKind.Negative : ExchangeOutcomeKind.Positive,
        };
    }
}
