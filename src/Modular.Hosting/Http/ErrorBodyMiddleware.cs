using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Http;

namespace Modular.Hosting.Http;

/// <summary>Sees to it that every error has the one error body, whoever answered it without one.</summary>
internal sealed partial class ErrorBodyMiddleware(RequestDelegate next, PluginSupervisor supervisor, ILogger<ErrorBodyMiddleware> logger)
{
    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
            return;
        }
        catch (BadHttpRequestException exception)
        {
            await ErrorResponse.WriteAsync(
                context, exception.StatusCode, exception.Message, GenericErrorCode.VendorSpecific, GenericErrorVendorCode.BadRequest);
            return;
        }
        catch (Exception exception)
        {
            LogThrew(context.Request.Method, context.Request.Path, exception.ToString());
            await ErrorResponse.FailureAsync(context, "The server failed to handle the request.");
            return;
        }

        if (context.Response.StatusCode >= 400 && IsBare(context))
        {
            await AnswerAsync(context);
        }
    }

    private static bool IsBare(HttpContext context) =>
        !context.Response.HasStarted
        && context.Response.ContentLength is null
        && string.IsNullOrEmpty(context.Response.ContentType)
        && context.GetEndpoint()?.Metadata.GetMetadata<BareStatus>() is null;

    private Task AnswerAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        return status switch
        {
            StatusCodes.Status404NotFound when context.GetEndpoint() is null && FindAbsentPlugin(context.Request.Path) is { } slot =>
                ErrorResponse.UnavailableAsync(context, $"The plugin {slot.Id} which serves this is {slot.Status.State}."),
            StatusCodes.Status404NotFound => ErrorResponse.NotFoundAsync(context),
            StatusCodes.Status405MethodNotAllowed => ErrorResponse.WriteAsync(
                context, status, "Method not allowed", GenericErrorCode.VendorSpecific, GenericErrorVendorCode.BadRequest),
            StatusCodes.Status401Unauthorized => ErrorResponse.UnauthorizedAsync(context, "The caller is not authenticated."),
            StatusCodes.Status403Forbidden => ErrorResponse.WriteAsync(
                context, status, "The caller may not do this.", GenericErrorCode.InsufficientAccessRights),
            < 500 => ErrorResponse.WriteAsync(
                context, status, "The request is malformed or not supported here.", GenericErrorCode.VendorSpecific, GenericErrorVendorCode.BadRequest),
            _ => ErrorResponse.WriteAsync(context, status, "The server failed to handle the request.", GenericErrorCode.ServerFailure),
        };
    }

    private PluginSlot? FindAbsentPlugin(PathString path) =>
        supervisor.Slots.FirstOrDefault(slot =>
            slot.Status.State != PluginState.Running
            && slot.Package is { } package
            && package.Manifest.Routes.Any(prefix => HostPaths.IsAtOrBelow(path.Value ?? "/", prefix)));

    [LoggerMessage(EventIds.RequestThrew, LogLevel.Error, "Could not handle {Method} {Path}: {Detail}")]
    private partial void LogThrew(string method, PathString path, string detail);
}
