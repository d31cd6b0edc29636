using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Links;

/// <summary>
/// The channel to one place, opened by the first use and kept. ECUs described at the same place share it: two links to
/// one address would take each other's answers.
/// </summary>
/// <param name="providers">Transports and protocols.</param>
internal sealed class EcuChannel(LinkProviders providers) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile OpenChannel? _open;
    private bool _disposed;

    /// <summary>Gets the channel, opened with the communication parameters of an ECU.</summary>
    /// <param name="ecu">The ECU.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The channel; it stays owned by this object.</returns>
    /// <exception cref="LinkException">No transport or protocol can open it.</exception>
    public async ValueTask<IProtocolChannel> GetAsync(EcuDefinition ecu, CancellationToken cancellationToken)
    {
        if (_open is { } open && ReferenceEquals(open.Ecu, ecu))
        {
            return open.Channel;
        }

        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_open is { } existing)
            {
                if (ReferenceEquals(existing.Ecu, ecu))
                {
                    return existing.Channel;
                }

                _open = null;
                await existing.DisposeAsync().ConfigureAwait(false);
            }

            var opened = await providers.OpenAsync(ecu, cancellationToken).ConfigureAwait(false);
            _open = opened;
            return opened.Channel;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Whether a channel is open for which a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    public bool IsOpen(Predicate<OpenChannel> condition) => _open is { } open && condition(open);

    /// <summary>Closes the channel; the next use opens a new one.</summary>
    /// <param name="condition">Closes only a channel for which it holds; null for any.</param>
    public async ValueTask CloseAsync(Predicate<OpenChannel>? condition = null)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_open is { } open && condition?.Invoke(open) != false)
            {
                _open = null;
                await open.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await CloseAsync().ConfigureAwait(false);
    }

    /// <summary>A channel with the leases it lives on.</summary>
    internal sealed record OpenChannel(
        EcuDefinition Ecu,
        IProtocolChannel Channel,
        CapabilityLease<ITransport> Transport,
        CapabilityLease<IDiagnosticProtocol> Protocol) : IAsyncDisposable
    {
        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            try
            {
                await Channel.DisposeAsync().ConfigureAwait(false);
            }
            finally
            {
                Protocol.Dispose();
                Transport.Dispose();
            }
        }
    }
}
