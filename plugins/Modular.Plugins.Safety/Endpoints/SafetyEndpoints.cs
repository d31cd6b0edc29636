using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Values;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Http;
using Modular.Sdk.Safety;

namespace Modular.Plugins.Safety.Endpoints;

/// <summary>
/// <c>/safety</c>: what is known, the emergency stop, and values set by hand. Every known caller may look and stop;
/// operators may release and set.
/// </summary>
internal sealed partial class SafetyEndpoints(
    SafetySettings settings, SafetyMonitor monitor, ICapability<IEmergencyStop> stops, TimeProvider time, ILogger<SafetyEndpoints> logger) : IEndpointModule
{
    private const string Root = "/safety";
    private const string Stop = Root + "/emergency-stop";
    private const string Value = Root + "/values/{name}";

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        Map(endpoints, HttpMethods.Get, Root, GetAsync);
        Map(endpoints, HttpMethods.Post, Stop, StopAsync);
        Map(endpoints, HttpMethods.Post, Stop + "/release", ReleaseAsync);
        Map(endpoints, HttpMethods.Put, Value, PutValueAsync);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string method, string pattern, RequestDelegate handler) =>
        endpoints.MapMethods(pattern, [method], context => RunAsync(context, handler));

    private static async Task RunAsync(HttpContext context, RequestDelegate handler)
    {
        try
        {
            await handler(context).ConfigureAwait(false);
        }
        catch (BodyException exception)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, exception.Message, GenericErrorCode.VendorSpecific, GenericErrorVendorCode.BadRequest)
                .ConfigureAwait(false);
        }
        catch (PluginUnavailableException exception)
        {
            await RefuseAsync(
                context, StatusCodes.Status503ServiceUnavailable, exception.Message, GenericErrorCode.VendorSpecific, GenericErrorVendorCode.PluginUnavailable)
                .ConfigureAwait(false);
        }
    }

    private Task GetAsync(HttpContext context)
    {
        using var lease = stops.Acquire();
        var values = settings.Values.Select(value => new ValueStatus(
            value.Name,
            value.Last?.Text,
            value.Last is { } last ? Math.Round(value.AgeOf(last).TotalSeconds, 3) : null,
            value.Current is not null,
            value.Failure));
        var status = new SafetyStatus(Describe(lease.Value.Current), [.. values], [.. settings.Rules.Select(rule => rule.Name)]);
        return WriteAsync(context, StatusCodes.Status200OK, status, SafetyJson.Default.SafetyStatus);
    }

    private async Task StopAsync(HttpContext context)
    {
        var reason = await RequestBody.ReadReasonAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        using var lease = stops.Acquire();

        // Not cancelled with the request: a client that goes away has stopped all the same, and the ECUs are told.
        var report = await lease.Value.StopAsync(context.GetCaller().Subject, reason, CancellationToken.None).ConfigureAwait(false);
        var ecus = report.Ecus.Select(ecu => new EcuReport(ecu.Ecu, ecu.Outcome.ToString(), ecu.Detail));
        await WriteAsync(context, StatusCodes.Status200OK, new StopReport(Describe(report.Stop)!, [.. ecus]), SafetyJson.Default.StopReport)
            .ConfigureAwait(false);
    }

    private async Task ReleaseAsync(HttpContext context)
    {
        if (!await IsOperatorAsync(context, "release an emergency stop").ConfigureAwait(false))
        {
            return;
        }

        var reason = await RequestBody.ReadReasonAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (monitor.HoldingTrigger is { } trigger)
        {
            await RefuseAsync(
                context, StatusCodes.Status409Conflict, $"The trigger {trigger} still holds, so the emergency stop is not released.",
                GenericErrorCode.PreconditionsNotFulfilled).ConfigureAwait(false);
            return;
        }

        using var lease = stops.Acquire();
        if (lease.Value.Release(context.GetCaller().Subject, reason))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, "No emergency stop is in force.", GenericErrorCode.PreconditionsNotFulfilled)
                .ConfigureAwait(false);
        }
    }

    private async Task PutValueAsync(HttpContext context)
    {
        if (!await IsOperatorAsync(context, "set values").ConfigureAwait(false))
        {
            return;
        }

        var name = (string?)context.GetRouteValue("name") ?? string.Empty;
        if (settings.FindValue(name) is not { Options.Push: true } value)
        {
            await RefuseAsync(
                context, StatusCodes.Status404NotFound, "There is no value of that name which is set by hand (Safety:Values:NAME:Push).",
                GenericErrorCode.VendorSpecific, GenericErrorVendorCode.NotFound).ConfigureAwait(false);
            return;
        }

        var text = await RequestBody.ReadValueAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        value.Set(ValueSample.FromText(text, time.GetTimestamp()));
        LogSet(value.Name, text, context.GetCaller().Subject);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async ValueTask<bool> IsOperatorAsync(HttpContext context, string what)
    {
        if (settings.Operators.Match(context.GetCaller().Subject))
        {
            return true;
        }

        await RefuseAsync(
            context, StatusCodes.Status403Forbidden, $"Only operators ({SafetyOptions.SectionName}:{nameof(SafetyOptions.Operators)}) may {what}.",
            GenericErrorCode.InsufficientAccessRights).ConfigureAwait(false);
        return false;
    }

    private static StopStatus? Describe(EmergencyStop? stop) => stop is null ? null : new StopStatus(stop.By, stop.Reason, stop.Since);

    private static Task RefuseAsync(HttpContext context, int status, string message, string code, string? vendorCode = null) => WriteAsync(
        context, status, new GenericError { Message = message, ErrorCode = code, VendorCode = vendorCode }, SafetyJson.Default.GenericError);

    private static async Task WriteAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, body, type, context.RequestAborted).ConfigureAwait(false);
    }

    [LoggerMessage(6230, LogLevel.Debug, "{Value} was set to {Text} by {Caller}")]
    private partial void LogSet(string value, string text, string caller);
}
