using Modular.Hosting.Http;
using Modular.Hosting.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Hosting.Security;

/// <summary>Asks the security plugin who calls, and answers for callers it does not know. Fails closed.</summary>
internal sealed partial class CallerAuthentication(ICapability<IAuthenticator> authenticators, ILogger<CallerAuthentication> logger)
{
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
            AuthenticationOutcome outcome;
            try
            {
                outcome = await lease.Value.AuthenticateAsync(Describe(context), context.RequestAborted);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
            {
                LogThrew(lease.Provider.Id, exception.ToString());
                await ErrorResponse.FailureAsync(context, "The security plugin failed, so the caller was not authenticated.");
                return false;
            }

            if (outcome.Context is { } caller)
            {
                context.Features.Set<ICallerFeature>(new CallerFeature(caller));
                return true;
            }

            await RefuseAsync(context, outcome);
            return false;
        }
    }

    private static AuthenticationRequest Describe(HttpContext context) => new()
    {
        Method = context.Request.Method,
        Path = context.Request.Path.Value ?? "/",
        Headers = new RequestHeaders(context.Request.Headers),
        ClientCertificate = context.Connection.ClientCertificate,
        RemoteAddress = context.Connection.RemoteIpAddress?.ToString(),
    };

    private static Task RefuseAsync(HttpContext context, AuthenticationOutcome outcome)
    {
        var reason = outcome.Reason ?? "The caller was refused.";
        return outcome.Failure switch
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
}
