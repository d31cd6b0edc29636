using System.Net;
using Modular.Hosting.Http;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Security;
using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Hosting.Administration;

/// <summary>What the host tells of its plugins, and how one is replaced: for authenticated callers on this machine.</summary>
internal sealed partial class PluginAdministration(
    PluginSupervisor supervisor, CallerAuthentication authentication, ILogger<PluginAdministration> logger)
{
    private const string Id = "id";
    private const string UnknownSubject = "unknown";
    private const string NotAsked = "The security plugin failed, so nobody knows whether you may administer plugins.";

    // What rights on plugins are granted by: a resource of the server beside those of the REST API.
    private const string Resource = "x-modular-plugins";

    /// <summary>Maps the endpoints.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(HostPaths.Plugins, (RequestDelegate)(context => ForLocalCallerAsync(context, ListAsync)));
        endpoints.MapGet($"{HostPaths.Plugins}/{{{Id}}}", (RequestDelegate)(context => ForLocalCallerAsync(context, ShowAsync)));

        // It lasts as long as the budgets of the plugin say, which may be longer than a request usually may.
        endpoints.MapPost($"{HostPaths.Plugins}/{{{Id}}}/replace", (RequestDelegate)(context => ForLocalCallerAsync(context, ReplaceAsync)))
            .DisableRequestTimeout();
        endpoints.MapPost($"{HostPaths.Plugins}/{{{Id}}}/release", (RequestDelegate)(context => ForLocalCallerAsync(context, ReleaseAsync)))
            .DisableRequestTimeout();
        endpoints.MapDelete($"{HostPaths.Plugins}/{{{Id}}}", (RequestDelegate)(context => ForLocalCallerAsync(context, RemoveAsync)))
            .DisableRequestTimeout();
    }

    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && !context.Request.Headers.ContainsKey("Forwarded")
        && !context.Request.Headers.ContainsKey("X-Forwarded-For");

    private async Task ForLocalCallerAsync(HttpContext context, Func<HttpContext, string, Task> body)
    {
        if (!IsLocal(context))
        {
            await ErrorResponse.WriteAsync(
                context, StatusCodes.Status403Forbidden, "Plugins are administered from the server's own machine only.", GenericErrorCode.InsufficientAccessRights);
            return;
        }

        if (await authentication.AuthenticateAsync(context))
        {
            // The caller is an object of the security plugin; held any longer, it would keep that plugin from going.
            var use = new ResourceUse(EntityKind.Server, string.Empty, Resource, IsWriting: !HttpMethods.IsGet(context.Request.Method), IsListing: false);
            var subject = authentication.Ask(context, UnknownSubject, static caller => caller.Subject);
            var decision = authentication.Ask(context, AccessDecision.Deny(NotAsked), caller => caller.AuthorizeResource(in use));
            context.Features.Set<ICallerFeature>(null);
            if (!decision.IsAllowed)
            {
                await ErrorResponse.WriteAsync(
                    context, StatusCodes.Status403Forbidden, decision.Reason ?? "You may not administer plugins.", GenericErrorCode.InsufficientAccessRights);
                return;
            }

            context.Response.Headers.CacheControl = "no-store";
            await body(context, subject);
        }
    }

    private Task ListAsync(HttpContext context, string subject) => context.Response.WriteAsJsonAsync(
        new PluginCollection([.. supervisor.Slots.Select(static slot => PluginDocument.Create(slot, withGenerations: false))]),
        HostJson.Default.PluginCollection,
        contentType: "application/json",
        context.RequestAborted);

    private Task ShowAsync(HttpContext context, string subject) => Find(context) is { } slot
        ? context.Response.WriteAsJsonAsync(
            PluginDocument.Create(slot, withGenerations: true) with { Incidents = supervisor.IncidentsOf(slot) is { Count: > 0 } incidents ? incidents : null }, HostJson.Default.PluginDocument, contentType: "application/json", context.RequestAborted)
        : ErrorResponse.NotFoundAsync(context);

    private async Task ReplaceAsync(HttpContext context, string subject)
    {
        var version = (string?)context.Request.Query["version"];
        SemanticVersion? wanted = null;
        if (!string.IsNullOrEmpty(version) && !SemanticVersion.TryParse(version, out wanted))
        {
            await ErrorResponse.WriteAsync(
                context, StatusCodes.Status400BadRequest, "The version is no semantic version such as 1.2.3.", GenericErrorCode.VendorSpecific, GenericErrorVendorCode.BadRequest);
            return;
        }

        var id = (string)context.Request.RouteValues[Id]!;
        LogReplacing(subject, id, wanted?.ToString() ?? "the highest version");
        try
        {
            await AnswerAsync(context, await supervisor.ReplaceAsync(id, wanted, context.RequestAborted));
        }
        catch (KeyNotFoundException)
        {
            await ErrorResponse.NotFoundAsync(context);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await ErrorResponse.UnavailableAsync(context, "The server stops.");
        }
    }

    private async Task ReleaseAsync(HttpContext context, string subject)
    {
        if (Find(context) is not { } slot)
        {
            await ErrorResponse.NotFoundAsync(context);
            return;
        }

        LogReleasing(subject, slot.Id);
        try
        {
            if (await supervisor.ReleaseAsync(slot.Id, context.RequestAborted) is { } fault)
            {
                await ErrorResponse.WriteAsync(context, StatusCodes.Status409Conflict, fault.Summary, GenericErrorCode.VendorSpecific, fault.Code);
                return;
            }

            await ShowAsync(context, subject);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await ErrorResponse.UnavailableAsync(context, "The server stops.");
        }
    }

    private async Task RemoveAsync(HttpContext context, string subject)
    {
        if (Find(context) is not { } slot)
        {
            await ErrorResponse.NotFoundAsync(context);
            return;
        }

        LogRemoving(subject, slot.Id);
        try
        {
            if (await supervisor.RemoveAsync(slot.Id, context.RequestAborted) is { } fault)
            {
                await ErrorResponse.WriteAsync(context, StatusCodes.Status409Conflict, fault.Summary, GenericErrorCode.VendorSpecific, fault.Code);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await ErrorResponse.UnavailableAsync(context, "The server stops.");
        }
    }

    private PluginSlot? Find(HttpContext context) => context.Request.RouteValues[Id] is string id ? supervisor.Find(id) : null;

    private static Task AnswerAsync(HttpContext context, PluginReplacement replacement) => replacement.Fault is { } fault
        ? ErrorResponse.WriteAsync(context, StatusCodes.Status409Conflict, fault.Summary, GenericErrorCode.VendorSpecific, fault.Code)
        : context.Response.WriteAsJsonAsync(
            new PluginReplacementDocument(
                replacement.Plugin,
                replacement.Version,
                replacement.Generation,
                Math.Round(replacement.Duration.TotalMilliseconds, 1),
                replacement.Unfinished),
            HostJson.Default.PluginReplacementDocument,
            contentType: "application/json",
            context.RequestAborted);

    [LoggerMessage(EventIds.PluginReplaceRequested, LogLevel.Information, "Caller {Subject} asks to replace {Plugin} by {Version}")]
    private partial void LogReplacing(string subject, string plugin, string version);

    [LoggerMessage(EventIds.PluginReleaseRequested, LogLevel.Information, "Caller {Subject} asks to release {Plugin}")]
    private partial void LogReleasing(string subject, string plugin);

    [LoggerMessage(EventIds.PluginRemoveRequested, LogLevel.Information, "Caller {Subject} asks to remove {Plugin}")]
    private partial void LogRemoving(string subject, string plugin);
}
