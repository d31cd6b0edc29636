using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http.Features;

namespace Modular.Hosting.Http;

/// <summary>
/// Completes the framework's span of a request: method, path, route, status. The framework makes the span for the log's
/// sake whether or not anybody listens; only when somebody does is anything added.
/// </summary>
/// <remarks>Attributes are named as OpenTelemetry's semantic conventions for HTTP name them. Never a query or a header.</remarks>
internal sealed class RequestTraceMiddleware(RequestDelegate next)
{
    /// <summary>Handles a request.</summary>
    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity && activity.Source.HasListeners()
            ? TraceAsync(context, activity)
            : next(context);

    private async Task TraceAsync(HttpContext context, Activity activity)
    {
        var request = context.Request;
        var method = KnownMethod(request.Method);
        activity.DisplayName = method;
        activity.SetTag("http.request.method", method);
        activity.SetTag("url.scheme", request.Scheme);
        activity.SetTag("url.path", (request.PathBase + request.Path).Value);
        activity.SetTag("server.address", request.Host.Host);
        activity.SetTag("server.port", request.Host.Port);
        try
        {
            await next(context);
        }
        catch (Exception exception)
        {
            SetError(activity, exception is OperationCanceledException ? "Cancelled" : exception.GetType().Name);
            throw;
        }
        finally
        {
            Complete(context, activity, method);
        }
    }

    private static void Complete(HttpContext context, Activity activity, string method)
    {
        if ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } route)
        {
            activity.DisplayName = $"{method} {route}";
            activity.SetTag("http.route", route);
        }

        var status = context.Response.StatusCode;
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError && activity.Status != ActivityStatusCode.Error)
        {
            SetError(activity, status.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void SetError(Activity activity, string reason)
    {
        activity.SetStatus(ActivityStatusCode.Error);
        activity.SetTag("error.type", reason);
    }

    // Anybody may invent methods; names of spans shall be few.
    private static string KnownMethod(string method) =>
        HttpMethods.GetCanonicalizedValue(method) is var known && (HttpMethods.IsGet(known) || HttpMethods.IsPost(known) || HttpMethods.IsPut(known)
            || HttpMethods.IsDelete(known) || HttpMethods.IsPatch(known) || HttpMethods.IsHead(known) || HttpMethods.IsOptions(known)
            || HttpMethods.IsTrace(known) || HttpMethods.IsConnect(known)) ? known : "_OTHER";
}
