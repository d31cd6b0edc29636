using Modular.Sdk.Http;

namespace Modular.Hosting.Http;

/// <summary>
/// Answers a request in the place of a plugin that does not return. The plugin may hold the request's own thread, so the
/// answer is sent and ended from another one, and the connection is not used again.
/// </summary>
internal static class OverdueAnswer
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    /// <summary>Answers that nobody could say who calls.</summary>
    public static Task NotAuthenticatedAsync(HttpContext context) => Task.Run(() => SendAsync(context, static (context, token) =>
        ErrorResponse.UnavailableAsync(context, "The security plugin did not answer in time, so the caller was not authenticated.", token)));

    /// <summary>Answers that the request took too long, as where a plugin heeds its end.</summary>
    public static Task TimedOutAsync(HttpContext context) => Task.Run(() => SendAsync(context, static (context, token) => ErrorResponse.WriteAsync(
        context,
        StatusCodes.Status408RequestTimeout,
        "Request timed out",
        GenericErrorCode.VendorSpecific,
        GenericErrorVendorCode.RequestTimeout,
        token)));

    private static async Task SendAsync(HttpContext context, Func<HttpContext, CancellationToken, Task> write)
    {
        // Not the request's own token: that one was cancelled to tell the plugin.
        using var budget = new CancellationTokenSource(Budget);
        try
        {
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                context.Response.OnStarting(CloseConnection, context);
            }

            await write(context, budget.Token);
            await context.Response.CompleteAsync().WaitAsync(budget.Token);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or ObjectDisposedException or OperationCanceledException)
        {
            // The caller went away, or the plugin has just begun to answer after all: nobody can be told then.
            context.Abort();
        }
    }

    private static Task CloseConnection(object context)
    {
        ((HttpContext)context).Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
