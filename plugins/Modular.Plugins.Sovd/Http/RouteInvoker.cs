using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Http;

/// <summary>Runs a route: finds its component, passes the gate, calls the handler, tells errors in the route's dialect.</summary>
internal sealed class RouteInvoker
{
    private readonly ICapability<IDiagnosticTester> _tester;
    private readonly AccessGate _gate;
    private readonly JsonBodyPool _bodies;

    /// <summary>Creates the invoker.</summary>
    /// <param name="tester">The diagnostic core.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="bodies">Bodies for errors.</param>
    public RouteInvoker(ICapability<IDiagnosticTester> tester, AccessGate gate, JsonBodyPool bodies)
    {
        _tester = tester;
        _gate = gate;
        _bodies = bodies;
    }

    /// <summary>Makes the delegate of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="errors">Its dialect's errors.</param>
    /// <returns>The delegate.</returns>
    public RequestDelegate CreateDelegate(SovdRoute route, IErrorDialect errors) => context => InvokeAsync(context, route, errors);

    private async Task InvokeAsync(HttpContext context, SovdRoute route, IErrorDialect errors)
    {
        var aborted = context.RequestAborted;
        Reply reply;
        try
        {
            reply = await RunAsync(context, route, errors, aborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
            return;
        }
        catch (Exception exception) when (errors.Map(exception) is { } problem)
        {
            reply = ProblemReply.Create(_bodies, problem);
        }

        await reply.SendAsync(context.Response, aborted).ConfigureAwait(false);
    }

    private async ValueTask<Reply> RunAsync(HttpContext context, SovdRoute route, IErrorDialect errors, CancellationToken cancellationToken)
    {
        AuthorizeResource(context, route);
        if (route.Target == RouteTarget.Server)
        {
            return await route.Handler(new SovdRequest(context, null, null), cancellationToken).ConfigureAwait(false);
        }

        using var lease = _tester.Acquire();
        GuardedEcu? guarded = null;
        if (route.Target == RouteTarget.Component)
        {
            if (lease.Value.FindEcu((string?)context.GetRouteValue("ecu") ?? string.Empty) is not { } ecu)
            {
                return ProblemReply.Create(_bodies, errors.NotFound(context.Request.Path));
            }

            if (_gate.Enter(ecu, GetCaller(context, route), route.Lock, route.MayChange, out guarded) is { } refusal)
            {
                return ProblemReply.Create(_bodies, errors.Refused(refusal, ecu.Name));
            }
        }

        return await route.Handler(new SovdRequest(context, lease.Value, guarded), cancellationToken).ConfigureAwait(false);
    }

    // Of what does not exist, too: whoever may not read an entity does not learn whether there is one.
    private static void AuthorizeResource(HttpContext context, SovdRoute route)
    {
        if (route.Callers == CallerRule.Anonymous || context.Features.Get<ICallerFeature>()?.Caller is not { } caller)
        {
            return;
        }

        var resource = route.Resource;
        var isWriting = !HttpMethods.IsGet(route.Method);
        if (!isWriting && resource.Kind == EntityKind.Server && resource.Resource.Length == 0)
        {
            // A list of entities shows to each caller those it may see.
            return;
        }

        var entity = resource.EntityParameter is { } parameter ? (string?)context.GetRouteValue(parameter) : null;
        var decision = caller.AuthorizeResource(resource.Use(entity, isWriting));
        if (!decision.IsAllowed)
        {
            throw new DiagnosticException(DiagnosticFailure.AccessDenied, decision.Reason ?? "You may not use this resource.");
        }
    }

    private static ISecurityContext? GetCaller(HttpContext context, SovdRoute route) =>
        route.Callers == CallerRule.Authenticated ? context.GetCaller() : context.Features.Get<ICallerFeature>()?.Caller;
}
