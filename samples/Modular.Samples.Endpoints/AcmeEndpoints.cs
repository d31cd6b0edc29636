using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Samples.Endpoints;

/// <summary>
/// Maps <c>GET /x-acme/v1/ecus</c> and <c>GET /x-acme/v1/ecus/{ecu}/identification</c>. The host authenticates the caller
/// before either runs.
/// </summary>
internal sealed class AcmeEndpoints(ICapability<IDiagnosticTester> tester, IOptions<AcmeOptions> options) : IEndpointModule
{
    // What rights on these endpoints are granted by, beside those on the diagnostic service.
    private const string Resource = "x-acme-identification";

    private readonly string _service = options.Value.IdentificationService;

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        // Request delegates: a plugin type as parameter of a reflected handler would keep the plugin alive.
        endpoints.MapGet("/x-acme/v1/ecus", (RequestDelegate)ListAsync);
        endpoints.MapGet("/x-acme/v1/ecus/{ecu}/identification", (RequestDelegate)IdentifyAsync);
    }

    private static Task FailAsync(HttpContext context, int status, string errorCode, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new GenericError { Message = message, ErrorCode = errorCode }, AcmeJson.Default.GenericError, contentType: "application/json", context.RequestAborted);
    }

    private Task ListAsync(HttpContext context)
    {
        var caller = context.GetCaller();

        // Taken when it is needed and given back at once: who keeps a lease holds up the replacement of its provider.
        using var lease = tester.Acquire();
        var ecus = lease.Value.Ecus
            .Where(ecu => caller.AuthorizeResource(new ResourceUse(EntityKind.Component, ecu.Name, Resource, IsWriting: false, IsListing: true)).IsAllowed)
            .Select(static ecu => new AcmeEcu(ecu.Name, ecu.Status.State.ToString(), ecu.Status.Variant))
            .ToList();
        return context.Response.WriteAsJsonAsync(new AcmeEcus(ecus), AcmeJson.Default.AcmeEcus, contentType: "application/json", context.RequestAborted);
    }

    private async Task IdentifyAsync(HttpContext context)
    {
        var caller = context.GetCaller();
        var name = (string)context.GetRouteValue("ecu")!;
        var right = caller.AuthorizeResource(new ResourceUse(EntityKind.Component, name, Resource, IsWriting: false, IsListing: false));
        if (!right.IsAllowed)
        {
            await FailAsync(context, StatusCodes.Status403Forbidden, GenericErrorCode.InsufficientAccessRights, right.Reason!).ConfigureAwait(false);
            return;
        }

        using var lease = tester.Acquire();
        if (lease.Value.FindEcu(name) is not { } ecu || ecu.Services.Find(_service) is not { } service)
        {
            await FailAsync(context, StatusCodes.Status404NotFound, GenericErrorCode.VendorSpecific, $"There is no {_service} of an ECU {name}.").ConfigureAwait(false);
            return;
        }

        try
        {
            // On behalf of the caller, so that the tester asks its rights on the service.
            var values = new ValueCollector();
            var outcome = await ecu.ExecuteAsync(new ServiceCall { Service = service, Caller = caller }, values, context.RequestAborted).ConfigureAwait(false);
            await AnswerAsync(context, ecu, service, outcome, values).ConfigureAwait(false);
        }
        catch (DiagnosticException exception)
        {
            var isDenied = exception.Failure == DiagnosticFailure.AccessDenied;
            await FailAsync(
                context,
                isDenied ? StatusCodes.Status403Forbidden : StatusCodes.Status500InternalServerError,
                isDenied ? GenericErrorCode.InsufficientAccessRights : GenericErrorCode.ServerFailure,
                exception.Message).ConfigureAwait(false);
        }
    }

    private static Task AnswerAsync(HttpContext context, IEcu ecu, DiagnosticService service, in ServiceOutcome outcome, ValueCollector values)
    {
        if (outcome.IsSuccess)
        {
            return context.Response.WriteAsJsonAsync(
                new AcmeIdentification(ecu.Name, service.ShortName, values.Values), AcmeJson.Default.AcmeIdentification, contentType: "application/json", context.RequestAborted);
        }

        // The ECU's no and its silence are answers, not failures of the server.
        return outcome.NegativeResponseCode is { } code
            ? FailAsync(context, StatusCodes.Status502BadGateway, GenericErrorCode.ErrorResponse, $"{ecu.Name} refuses with 0x{code:X2}.")
            : FailAsync(context, StatusCodes.Status504GatewayTimeout, GenericErrorCode.NotResponding, $"{ecu.Name} did not answer in time.");
    }
}
