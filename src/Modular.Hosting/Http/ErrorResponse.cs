using Modular.Sdk.Http;

namespace Modular.Hosting.Http;

/// <summary>Writes the one error body. Does nothing when the response has begun.</summary>
internal static class ErrorResponse
{
    /// <summary>Writes an error.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="message">What and why, for a person.</param>
    /// <param name="errorCode">The standard's code.</param>
    /// <param name="vendorCode">Our code, or null.</param>
    /// <param name="cancellationToken">Ends the writing; the request's own token when none is given.</param>
    public static Task WriteAsync(
        HttpContext context, int status, string message, string errorCode, string? vendorCode = null, CancellationToken cancellationToken = default)
    {
        var written = context.Response.BodyWriter;
        if (context.Response.HasStarted || (written.CanGetUnflushedBytes && written.UnflushedBytes > 0))
        {
            // Half an answer went out, or is on its way and cannot be called back; only a broken connection tells the caller
            // that the rest is missing.
            context.Abort();
            return Task.CompletedTask;
        }

        var allow = context.Response.Headers.Allow;
        context.Response.Clear();
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = allow;
        }

        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else if (status == StatusCodes.Status503ServiceUnavailable)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsJsonAsync(
                new GenericError { Message = message, ErrorCode = errorCode, VendorCode = vendorCode },
                HostJson.Default.GenericError,
                contentType: "application/json",
                cancellationToken);
    }

    public static Task NotFoundAsync(HttpContext context) => WriteAsync(
        context,
        StatusCodes.Status404NotFound,
        $"Resource not found: {context.Request.PathBase}{context.Request.Path}",
        GenericErrorCode.VendorSpecific,
        GenericErrorVendorCode.NotFound);

    public static Task UnavailableAsync(HttpContext context, string message, CancellationToken cancellationToken = default) => WriteAsync(
        context, StatusCodes.Status503ServiceUnavailable, message, GenericErrorCode.ServerFailure, GenericErrorVendorCode.PluginUnavailable, cancellationToken);

    public static Task FailureAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status500InternalServerError, message, GenericErrorCode.ServerFailure);

    public static Task UnauthorizedAsync(HttpContext context, string message) =>
        WriteAsync(context, StatusCodes.Status401Unauthorized, message, GenericErrorCode.InsufficientAccessRights);
}
