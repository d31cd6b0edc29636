using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Faults;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Security;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Http;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Http;

/// <summary>Runs a request in the plugins of a chain: lease, caller, scope, handler; and turns what goes wrong into the error body.</summary>
internal sealed partial class PluginRequestHandler(
    CallerAuthentication authentication, WatchedHandler handlers, PluginFaultMonitor monitor, ILogger<PluginRequestHandler> logger)
{
    /// <summary>Makes what the router calls for a chain.</summary>
    public RequestDelegate CreateDelegate(RouteChain chain)
    {
        var steps = RouteSteps.Create(chain);
        return context => HandleAsync(context, steps, 0);
    }

    private async Task HandleAsync(HttpContext context, RouteSteps steps, int index)
    {
        var leased = Lease(steps, ref index);
        var step = steps.Items[index];
        if (leased is null)
        {
            await ErrorResponse.UnavailableAsync(context, $"The plugin {step.Slot.Id} which serves this is not running.");
            return;
        }

        var request = new PluginRequest(context, leased, step.IsStream);
        var authenticates = steps.NeedsCaller && context.Features.Get<ICallerFeature>() is null;
        try
        {
            request.Enter();
            if (!authenticates || await authentication.AuthenticateAsync(context))
            {
                await RunAsync(context, steps, index, leased);
            }
        }
        catch (OperationCanceledException) when (request.IsEnding)
        {
            // A stream that was told to end has ended; of anything else the caller must not take a half for the whole.
            if (!step.IsStream || !context.Response.HasStarted)
            {
                await ErrorResponse.UnavailableAsync(context, $"The plugin {leased.Identity.Id} was replaced before it answered.");
            }
        }
        catch (OperationCanceledException) when (request.RequestAborted.IsCancellationRequested)
        {
            // Of the host's making: the plugin's own exception holds its stack, and another plugin may wrap this one.
            throw new OperationCanceledException(context.RequestAborted);
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, leased.Identity, exception);
        }
        finally
        {
            if (authenticates)
            {
                // The caller is an object of the security plugin; a connection that is kept alive must not keep it.
                context.Features.Set<ICallerFeature>(null);
            }

            await EndAsync(context, request, leased);
        }
    }

    /// <summary>Takes a lease on the first plugin of the chain that is there; only the last one has to be.</summary>
    private static PluginGeneration? Lease(RouteSteps steps, ref int index)
    {
        while (true)
        {
            var step = steps.Items[index];

            // Between the match and this line the generation may have been replaced; then its successor serves.
            var leased = step.Generation.Leases.TryEnter() ? step.Generation : step.Slot.TryLeaseCurrent();
            if (index == steps.Last || leased?.Offerings?.Handlers.ContainsKey(step.Key) == true)
            {
                return leased;
            }

            // An override whose plugin is gone, or maps it no more, is as if it had never been.
            leased?.Leases.Exit();
            index++;
        }
    }

    private Task RunAsync(HttpContext context, RouteSteps steps, int index, PluginGeneration generation)
    {
        if (generation.Offerings?.Handlers.GetValueOrDefault(steps.Items[index].Key) is not { } handler)
        {
            return ErrorResponse.NotFoundAsync(context);
        }

        return steps.Last == 0 ? handlers.RunAsync(context, generation.Identity, handler) : RunInChainAsync(context, steps, index, generation.Identity, handler);
    }

    private async Task RunInChainAsync(HttpContext context, RouteSteps steps, int index, PluginIdentity plugin, RequestDelegate handler)
    {
        var outer = context.Features.Get<IWrappedEndpointFeature>();
        try
        {
            context.Features.Set<IWrappedEndpointFeature>(
                steps.Items[index].IsWrapper ? new WrappedEndpoint(() => HandleAsync(context, steps, index + 1)) : null);
            await handlers.RunAsync(context, plugin, handler);
        }
        finally
        {
            context.Features.Set(outer);
        }
    }

    private async ValueTask EndAsync(HttpContext context, PluginRequest request, PluginGeneration leased)
    {
        try
        {
            await request.ExitAsync();
        }
        catch (Exception exception)
        {
            // A scoped service of the plugin threw when it was disposed. The answer may be out already.
            await AnswerAsync(context, leased.Identity, exception);
        }
        finally
        {
            leased.Leases.Exit();
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
