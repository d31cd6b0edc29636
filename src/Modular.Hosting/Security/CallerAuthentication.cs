using Modular.Hosting.Http;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Hosting.Security;

/// <summary>Asks the security plugin who calls, and answers for callers it does not know. Fails closed, also when the plugin hangs.</summary>
internal sealed partial class CallerAuthentication(
    ICapability<IAuthenticator> authenticators, FaultIsolation faults, TimeProvider timeProvider, ILogger<CallerAuthentication> logger)
{
    private const string Operation = "authenticating a caller";
    private const string AskOperation = "telling who a caller is";

    /// <summary>Authenticates the caller of a request.</summary>
    /// <returns>True when the caller is known; otherwise the response is written.</returns>
    public async Task<bool> AuthenticateAsync(HttpContext context)
    {
        if (!authenticators.TryAcquire(out var lease))
        {
            await ErrorResponse.UnavailableAsync(context, "No security plugin is running, so no caller can be authenticated.");
            return false;
        }

        using (lease)
        {
            return await AuthenticateAsync(context, lease);
        }
    }

    /// <summary>Asks an authenticated caller, who is an object of the security plugin.</summary>
    /// <param name="context">The request.</param>
    /// <param name="otherwise">The answer when the plugin gives none.</param>
    /// <param name="ask">The question; its answer must hold nothing of the plugin.</param>
    public T Ask<T>(HttpContext context, T otherwise, Func<ISecurityContext, T> ask)
    {
        var answer = otherwise;
        if (context.Features.Get<ICallerFeature>() is CallerFeature caller)
        {
            faults.Calls.Run(
                caller.Provider,
                AskOperation,
                faults.Settings.AuthenticationBudget,
                () => answer = ask(caller.Caller),
                static state => OverdueAnswer.NotAuthenticatedAsync((HttpContext)state),
                context);
        }

        return answer;
    }

    private async Task<bool> AuthenticateAsync(HttpContext context, CapabilityLease<IAuthenticator> lease)
    {
        // The watch sees an authenticator that blocks this very thread; one that never completes is waited for here.
        using var call = faults.Calls.Enter(
            lease.Provider, Operation, faults.Settings.AuthenticationBudget, static state => OverdueAnswer.NotAuthenticatedAsync((HttpContext)state), context);
        AuthenticationOutcome outcome;
        Task<AuthenticationOutcome>? pending = null;
        try
        {
            var asked = lease.Value.AuthenticateAsync(Describe(context), context.RequestAborted);
            outcome = asked.IsCompleted
                ? await asked
                : await (pending = asked.AsTask()).WaitAsync(faults.Settings.AuthenticationBudget, timeProvider, context.RequestAborted);
        }
        catch (TimeoutException) when (pending is { IsCompleted: false })
        {
            return await GiveUpAsync(context, lease, call);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
        {
            var fault = faults.Monitor.Threw(lease.Provider, Operation, exception);
            LogThrew(lease.Provider.Id, fault.Detail);
            await ErrorResponse.FailureAsync(context, "The security plugin failed, so the caller was not authenticated.");
            return false;
        }

        call.Dispose();
        if (call.IsOverdue)
        {
            await call.Overdue;
            return false;
        }

        if (outcome?.Context is { } caller)
        {
            context.Features.Set<ICallerFeature>(new CallerFeature(caller, lease.Provider));
            return true;
        }

        await RefuseAsync(context, outcome);
        return false;
    }

    private async Task<bool> GiveUpAsync(HttpContext context, CapabilityLease<IAuthenticator> lease, PluginCall call)
    {
        call.Dispose();
        if (call.IsOverdue)
        {
            await call.Overdue;
            return false;
        }

        var fault = faults.Monitor.Hung(lease.Provider, Operation, faults.Settings.AuthenticationBudget);
        LogHung(lease.Provider.Id, fault.Summary);
        await OverdueAnswer.NotAuthenticatedAsync(context);
        return false;
    }

    private static AuthenticationRequest Describe(HttpContext context) => new()
    {
        Method = context.Request.Method,
        Path = context.Request.Path.Value ?? "/",
        Headers = new RequestHeaders(context.Request.Headers),
        ClientCertificate = context.Connection.ClientCertificate,
        RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
    };

    private static Task RefuseAsync(HttpContext context, AuthenticationOutcome? outcome)
    {
        var reason = outcome?.Reason ?? "The caller was refused.";
        return outcome?.Failure switch
        {
            AuthenticationFailure.MissingCredential => ErrorResponse.UnauthorizedAsync(context, reason),
            AuthenticationFailure.InvalidCredential => ErrorResponse.WriteAsync(
                context, StatusCodes.Status403Forbidden, reason, GenericErrorCode.InsufficientAccessRights),
            _ => ErrorResponse.WriteAsync(
                context, StatusCodes.Status500InternalServerError, reason, GenericErrorCode.ServerMisconfigured),
        };
    }

    [LoggerMessage(EventIds.AuthenticatorThrew, LogLevel.Error, "Security plugin {Plugin} threw while it authenticated a caller: {Detail}")]
    private partial void LogThrew(string plugin, string detail);

    [LoggerMessage(EventIds.AuthenticatorHung, LogLevel.Error, "Security plugin {Plugin} left a caller waiting: {Reason}")]
    private partial void LogHung(string plugin, string reason);
}
