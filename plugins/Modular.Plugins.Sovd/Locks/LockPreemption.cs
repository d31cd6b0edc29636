using Microsoft.Extensions.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Locks;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>Asks whether a lock is taken away from its owner. Nobody to ask, and whoever cannot answer, means no.</summary>
/// <param name="policies">Those who decide; all have to agree.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures.</param>
internal sealed partial class LockPreemption(ICapability<ILockPreemptionPolicy> policies, TimeProvider time, ILogger<LockPreemption> logger)
{
    /// <summary>Longest wait for one policy.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Decides.</summary>
    /// <param name="request">Which lock, who holds it, who wants it.</param>
    /// <param name="cancellationToken">The claimant gave up.</param>
    /// <returns>The first denial, or that it is allowed; null when there is nobody to ask.</returns>
    public async ValueTask<AccessDecision?> DecideAsync(LockPreemptionRequest request, CancellationToken cancellationToken)
    {
        AccessDecision? decision = null;
        foreach (var lease in policies.AcquireAll())
        {
            using (lease)
            {
                if (decision is not { IsAllowed: false })
                {
                    decision = await AskAsync(lease, request, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return decision;
    }

    private async ValueTask<AccessDecision> AskAsync(
        CapabilityLease<ILockPreemptionPolicy> lease, LockPreemptionRequest request, CancellationToken cancellationToken)
    {
        var answer = Task.FromResult(default(AccessDecision));
        try
        {
            using var over = new CancellationTokenSource(Budget, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
            answer = lease.Value.DecideAsync(request, either.Token).AsTask();
            return await answer.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            LogFailed(lease.Provider.Id, request.Scope, request.Target, $"{exception.GetType().Name}: {exception.Message}");
            return AccessDecision.Deny($"{lease.Provider.Id} could not decide.");
        }
        finally
        {
            _ = answer.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    [LoggerMessage(4110, LogLevel.Error, "{Plugin} could not decide about the lock of {Scope} {Target}, which is kept: {Reason}")]
    private partial void LogFailed(string plugin, LockScope scope, string target, string reason);
}
