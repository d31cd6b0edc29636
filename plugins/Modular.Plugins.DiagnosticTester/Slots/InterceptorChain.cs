using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Safety;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Slots;

/// <summary>The interceptors of one exchange, in their order.</summary>
internal sealed class InterceptorChain : IDisposable
{
    private readonly IReadOnlyList<CapabilityLease<IPduInterceptor>> _leases;
    private readonly CapabilityLease<IPduInterceptor>[] _ordered;
    private readonly string _ecu;
    private readonly AddressingMode _addressing;

    /// <summary>Orders the interceptors and takes their leases over.</summary>
    /// <param name="leases">The interceptors in the order of their publication.</param>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="addressing">One ECU, or all of a group.</param>
    /// <exception cref="DiagnosticException">One fails to tell its place.</exception>
    public InterceptorChain(IReadOnlyList<CapabilityLease<IPduInterceptor>> leases, string ecu, AddressingMode addressing)
    {
        _leases = leases;
        _ecu = ecu;
        _addressing = addressing;
        try
        {
            _ordered = [.. leases.OrderBy(OrderOf)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Passes a request through.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is sent.</returns>
    /// <exception cref="DiagnosticException">An interceptor denies it, fails, or makes something else of it.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> RequestAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        var sent = request;
        foreach (var lease in _ordered)
        {
            var pdu = new InterceptedPdu(_ecu, _addressing, sent);
            var verdict = await AskAsync(lease, pdu, static (interceptor, pdu, token) => interceptor.OnRequestAsync(pdu, token), cancellationToken)
                .ConfigureAwait(false);
            if (verdict.Replacement is not { } replacement)
            {
                continue;
            }

            // Rights and safety were decided for the request as it was; what is sent must be covered by them.
            if (replacement.Span[0] != request.Span[0] || ServiceEffects.Of(replacement.Span) > ServiceEffects.Of(request.Span))
            {
                throw new DiagnosticException(
                    DiagnosticFailure.PluginFailed, $"{lease.Provider.Id} turned a request to {_ecu} into another service, which is not sent.");
            }

            sent = replacement;
        }

        return sent;
    }

    /// <summary>Passes an answer through, the other way round.</summary>
    /// <param name="request">The request as it was sent.</param>
    /// <param name="response">The answer.</param>
    /// <param name="sourceAddress">Who answered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What counts as the answer.</returns>
    /// <exception cref="DiagnosticException">An interceptor denies it or fails.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ResponseAsync(
        ReadOnlyMemory<byte> request, ReadOnlyMemory<byte> response, uint sourceAddress, CancellationToken cancellationToken)
    {
        for (var i = _ordered.Length - 1; i >= 0; i--)
        {
            var pdu = new InterceptedPdu(_ecu, _addressing, request, response, sourceAddress);
            var verdict = await AskAsync(_ordered[i], pdu, static (interceptor, pdu, token) => interceptor.OnResponseAsync(pdu, token), cancellationToken)
                .ConfigureAwait(false);
            response = verdict.Replacement ?? response;
        }

        return response;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var lease in _leases)
        {
            lease.Dispose();
        }
    }

    private static int OrderOf(CapabilityLease<IPduInterceptor> lease)
    {
        try
        {
            return lease.Value.Order;
        }
        catch (Exception exception)
        {
            throw Failed(lease, exception);
        }
    }

    private async ValueTask<PduVerdict> AskAsync(
        CapabilityLease<IPduInterceptor> lease,
        InterceptedPdu pdu,
        Func<IPduInterceptor, InterceptedPdu, CancellationToken, ValueTask<PduVerdict>> ask,
        CancellationToken cancellationToken)
    {
        PduVerdict verdict;
        try
        {
            verdict = await ask(lease.Value, pdu, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            throw Failed(lease, exception);
        }

        return verdict.Denial is { } reason
            ? throw new DiagnosticException(DiagnosticFailure.Intercepted, $"{lease.Provider.Id} denies the exchange with {_ecu}: {reason}")
            : verdict;
    }

    // Text only: an exception object of another plugin would keep its generation alive.
    private static DiagnosticException Failed(CapabilityLease<IPduInterceptor> lease, Exception exception) => new(
        DiagnosticFailure.PluginFailed, $"The interceptor of {lease.Provider.Id} failed with {exception.GetType().Name}: {exception.Message}");
}
