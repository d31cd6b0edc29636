using Microsoft.Extensions.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Slots;

/// <summary>Has other plugins compute keys for seeds, within a bounded time.</summary>
/// <param name="providers">Those who can.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures, never seeds or keys.</param>
internal sealed partial class SeedKeys(ICapability<ISeedKeyProvider> providers, TimeProvider time, ILogger<SeedKeys> logger)
{
    /// <summary>Longest wait for one provider. The ECU's turn is held meanwhile, and ECUs forget their seeds.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>Whether somebody may know a key.</summary>
    public bool IsOffered
    {
        get
        {
            if (!providers.TryAcquire(out var lease))
            {
                return false;
            }

            lease.Dispose();
            return true;
        }
    }

    /// <summary>Computes a key.</summary>
    /// <param name="request">The seed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key.</returns>
    /// <exception cref="DiagnosticException">It is refused, nobody knows it, or a provider failed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ComputeAsync(SeedKeyRequest request, CancellationToken cancellationToken)
    {
        var leases = providers.AcquireAll();
        try
        {
            foreach (var lease in leases)
            {
                var outcome = await AskAsync(lease, request, cancellationToken).ConfigureAwait(false);
                if (outcome.Refusal is { } reason)
                {
                    LogRefused(lease.Provider.Id, request.Ecu, request.Level, reason);
                    throw new DiagnosticException(DiagnosticFailure.AccessDenied, reason);
                }

                if (outcome.Key is { } key)
                {
                    LogComputed(lease.Provider.Id, request.Ecu, request.Level);
                    return key;
                }
            }
        }
        finally
        {
            foreach (var lease in leases)
            {
                lease.Dispose();
            }
        }

        throw new DiagnosticException(
            DiagnosticFailure.NotSupported, $"No running plugin computes keys for level 0x{request.Level:X2} of {request.Ecu}.");
    }

    private async ValueTask<SeedKeyOutcome> AskAsync(
        CapabilityLease<ISeedKeyProvider> lease, SeedKeyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await Bounded.CallAsync(
                token => lease.Value.ComputeKeyAsync(request, token), Budget, time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            LogFailed(lease.Provider.Id, request.Ecu, request.Level, exception.GetType().Name);
            throw new DiagnosticException(
                DiagnosticFailure.PluginFailed, $"{lease.Provider.Id} failed to compute the key for level 0x{request.Level:X2} of {request.Ecu}.");
        }
    }

    [LoggerMessage(6051, LogLevel.Information, "{Plugin} computed the key for level 0x{Level:X2} of {Ecu}")]
    private partial void LogComputed(string plugin, string ecu, byte level);

    [LoggerMessage(6052, LogLevel.Information, "{Plugin} refused the key for level 0x{Level:X2} of {Ecu}: {Reason}")]
    private partial void LogRefused(string plugin, string ecu, byte level, string reason);

    [LoggerMessage(6053, LogLevel.Error, "{Plugin} failed to compute the key for level 0x{Level:X2} of {Ecu}: {Reason}")]
    private partial void LogFailed(string plugin, string ecu, byte level, string reason);
}
