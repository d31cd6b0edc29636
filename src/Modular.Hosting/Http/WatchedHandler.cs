using Microsoft.AspNetCore.Http.Timeouts;
using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Http;

/// <summary>Runs a handler of a plugin, and answers in its place when it neither returns nor heeds the end of its time.</summary>
/// <param name="calls">Where the calls are watched.</param>
/// <param name="usualTimeout">Time after which a request is told to end, unless its endpoint has its own.</param>
internal sealed class WatchedHandler(PluginCallWatch calls, TimeSpan usualTimeout)
{
    /// <summary>What the plugin does meanwhile.</summary>
    public const string Operation = "handling a request";

    // After its token was cancelled a handler may take so long to end; who needs longer is not going to.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs a handler. One whose endpoint has no timeout may take as long as it likes.</summary>
    public Task RunAsync(HttpContext context, PluginIdentity plugin, RequestDelegate handler) =>
        context.Features.Get<IHttpRequestTimeoutFeature>() is { } timeout
            ? RunAsync(context, plugin, handler, timeout.RequestTimeoutToken)
            : handler(context);

    private async Task RunAsync(HttpContext context, PluginIdentity plugin, RequestDelegate handler, CancellationToken timeout)
    {
        var call = calls.Enter(
            plugin, Operation, TimeoutOf(context) + Grace, static state => OverdueAnswer.TimedOutAsync((HttpContext)state), context, timeout);
        try
        {
            await handler(context);
        }
        finally
        {
            call.Dispose();
            if (call.IsOverdue)
            {
                // The host answers on another thread just now; the request must not end before that.
                await call.Overdue;
            }
        }
    }

    private TimeSpan TimeoutOf(HttpContext context)
    {
        var metadata = context.GetEndpoint()?.Metadata;
        return metadata?.GetMetadata<RequestTimeoutAttribute>()?.Timeout ?? metadata?.GetMetadata<RequestTimeoutPolicy>()?.Timeout ?? usualTimeout;
    }
}
