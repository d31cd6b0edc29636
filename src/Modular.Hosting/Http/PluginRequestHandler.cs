using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Security;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Http;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Http;

/// <summary>Runs a request in a plugin: lease, caller, scope, handler; and turns what goes wrong into the error body.</summary>
internal sealed partial class PluginRequestHandler(
    CallerAuthentication authentication, WatchedHandler handlers, PluginFaultMonitor monitor, ILogger<PluginRequestHandler> logger)
{
    /// <summary>Handles a request which was routed to a plugin.</summary>
    /// <param name="context">The request.</param>
    /// <param name="slot">The plugin.</param>
    /// <param name="generation">The generation which mapped the route.</param>
    /// <param name="key">Which route.</param>
    /// <param name="needsCaller">True when the caller has to be known.</param>
    public async Task HandleAsync(HttpContext context, PluginSlot slot, PluginGeneration generation, string key, bool needsCaller)
    {
        // Between the match and this line the generation may have been replaced; then its successor serves.
        var leased = generation.Leases.TryEnter() ? generation : slot.TryLeaseCurrent();
        if (leased is null)
        {
            await ErrorResponse.UnavailableAsync(context, $"The plugin {slot.Id} which serves this is not running.");
            return;
        }

        // What a plugin sees as the end of its request is also the end of its patience budget once it was replaced.
        var aborted = context.RequestAborted;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, leased.Ending);
        try
        {
            context.RequestAborted = ending.Token;
            if (!needsCaller || await authentication.AuthenticateAsync(context))
            {
                await RunAsync(context, leased, key);
            }
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (leased.Ending.IsCancellationRequested)
        {
            await ErrorResponse.UnavailableAsync(context, $"The plugin {slot.Id} was replaced before it answered.");
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, leased.Identity, exception);
        }
        finally
        {
            context.RequestAborted = aborted;

            // The caller is an object of the security plugin; a connection that is kept alive must not keep it.
            context.Features.Set<ICallerFeature>(null);
            leased.Leases.Exit();
        }
    }

    private async Task RunAsync(HttpContext context, PluginGeneration generation, string key)
    {
        if (generation.Offerings?.Handlers.GetValueOrDefault(key) is not { } handler)
        {
            await ErrorResponse.NotFoundAsync(context);
            return;
        }

        var outer = context.RequestServices;
        await using var scope = generation.Services.CreateAsyncScope();
        try
        {
            context.RequestServices = scope.ServiceProvider;
            await handlers.RunAsync(context, generation.Identity, handler);
        }
        finally
        {
            context.RequestServices = outer;
        }
    }

    private Task AnswerAsync(HttpContext context, PluginIdentity plugin, Exception exception)
    {
        switch (exception)
        {
            case PluginUnavailableException unavailable:
                LogUnavailable(plugin.Id, unavailable.Contract);
                return ErrorResponse.UnavailableAsync(context, "A part of the server which this needs is not running.");

            case BadHttpRequestException bad:
                return ErrorResponse.WriteAsync(
                    context, bad.StatusCode, bad.Message, GenericErrorCode.VendorSpecific, GenericErrorVendorCode.BadRequest);

            default:
                LogThrew(plugin.Id, context.Request.Method, context.Request.Path, monitor.Threw(plugin, WatchedHandler.Operation, exception).Detail);
                return ErrorResponse.FailureAsync(context, "The server failed to handle the request.");
        }
    }

    [LoggerMessage(EventIds.RequestThrewInPlugin, LogLevel.Error, "Plugin {Plugin} threw while it handled {Method} {Path}: {Detail}")]
    private partial void LogThrew(string plugin, string method, PathString path, string detail);

    [LoggerMessage(EventIds.CapabilityUnavailable, LogLevel.Warning, "Plugin {Plugin} needs {Contract}, which no running plugin provides")]
    private partial void LogUnavailable(string plugin, string contract);
}
