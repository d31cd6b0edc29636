using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Http;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>The one place where failures become statuses and bodies of the reference dialect.</summary>
internal sealed class ReferenceErrors : IErrorDialect
{
    private const string EcuSource = "ECU";

    /// <inheritdoc/>
    public Problem NotFound(string path) => VendorSpecific(StatusCodes.Status404NotFound, GenericErrorVendorCode.NotFound, $"Resource not found: {path}");

    /// <inheritdoc/>
    public Problem Refused(GateRefusal refusal, string ecuName) => refusal switch
    {
        GateRefusal.LockMissing => Forbidden("Required ECU lock is missing"),
        GateRefusal.LockBroken => LockBroken(ecuName),
        _ => Forbidden($"lock validation failed: {ecuName} is locked by another client"),
    };

    /// <inheritdoc/>
    public Problem? Map(Exception exception) => exception switch
    {
        DiagnosticException diagnostic => FromDiagnostic(diagnostic),
        LinkException link => FromLink(link),
        MalformedBodyException malformed => FromMalformedBody(malformed),
        PluginUnavailableException unavailable => VendorSpecific(
            StatusCodes.Status503ServiceUnavailable, GenericErrorVendorCode.PluginUnavailable, unavailable.Message) with
        { RetryAfterSeconds = 1 },
        BadHttpRequestException bad => VendorSpecific(bad.StatusCode, GenericErrorVendorCode.BadRequest, bad.Message),
        _ => null,
    };

    /// <summary>The caller may not do this.</summary>
    /// <param name="message">Why.</param>
    /// <returns>403.</returns>
    public static Problem Forbidden(string message) =>
        Plain(StatusCodes.Status403Forbidden, GenericErrorCode.InsufficientAccessRights, message);

    /// <summary>Something stands against it at present.</summary>
    /// <param name="message">What.</param>
    /// <returns>409.</returns>
    public static Problem Conflict(string message) =>
        Plain(StatusCodes.Status409Conflict, GenericErrorCode.PreconditionsNotFulfilled, message);

    /// <summary>The caller's lock was taken away.</summary>
    /// <param name="ecuName">Name of the component.</param>
    /// <returns>409.</returns>
    public static Problem LockBroken(string ecuName) => Plain(
        StatusCodes.Status409Conflict,
        GenericErrorCode.LockBroken,
        $"Your lock on {ecuName} was taken away for another client. Delete it, then lock again.");

    /// <summary>The request is malformed.</summary>
    /// <param name="message">How.</param>
    /// <returns>400.</returns>
    public static Problem BadRequest(string message) =>
        VendorSpecific(StatusCodes.Status400BadRequest, GenericErrorVendorCode.BadRequest, message);

    /// <summary>The ECU did not do what it was asked.</summary>
    /// <param name="outcome">A negative or missing answer.</param>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <returns>502 or 504.</returns>
    public static Problem FromOutcome(in ServiceOutcome outcome, string ecuName)
    {
        if (outcome.Kind != ExchangeOutcomeKind.Negative || outcome.NegativeResponseCode is not { } code)
        {
            return Plain(StatusCodes.Status504GatewayTimeout, GenericErrorCode.NotResponding, $"{ecuName} did not answer in time");
        }

        var error = new GenericError
        {
            Message = $"A negative Response was received ({NegativeResponseCodeNames.Get(code)})",
            ErrorCode = GenericErrorCode.ErrorResponse,
            Parameters = new Dictionary<string, JsonElement>
            {
                ["NRC"] = Element(code),
                ["SID"] = Element(outcome.Response.Span[1]),
            },
            ErrorSource = EcuSource,
        };
        return new Problem(StatusCodes.Status502BadGateway, error);
    }

    private static Problem FromDiagnostic(DiagnosticException exception) => exception.Failure switch
    {
        DiagnosticFailure.UnknownService or DiagnosticFailure.UnknownState =>
            VendorSpecific(StatusCodes.Status404NotFound, GenericErrorVendorCode.NotFound, exception.Message),
        DiagnosticFailure.AccessDenied or DiagnosticFailure.LockSuperseded or DiagnosticFailure.Intercepted => Forbidden(exception.Message),
        DiagnosticFailure.SafetyDenied => Conflict(exception.Message),

        // Somebody has to bring the plugin back or to start the communication; nobody knows when, so no Retry-After.
        DiagnosticFailure.SafetyUnavailable or DiagnosticFailure.CommunicationPending =>
            Plain(StatusCodes.Status503ServiceUnavailable, GenericErrorCode.PreconditionsNotFulfilled, exception.Message),
        DiagnosticFailure.InvalidParameter when exception.AllowedValues.Count > 0 => InvalidParameter(exception),
        DiagnosticFailure.PreconditionNotFulfilled
            or DiagnosticFailure.MissingParameter
            or DiagnosticFailure.InvalidParameter
            or DiagnosticFailure.NotSupported
            or DiagnosticFailure.ResponseTooShort
            or DiagnosticFailure.ResponseMismatch => BadRequest(exception.Message) with { Error = WithPath(exception) },
        DiagnosticFailure.Busy =>
            Plain(StatusCodes.Status503ServiceUnavailable, GenericErrorCode.PreconditionsNotFulfilled, exception.Message) with { RetryAfterSeconds = 1 },
        DiagnosticFailure.Offline =>
            Plain(StatusCodes.Status504GatewayTimeout, GenericErrorCode.NotResponding, exception.Message),
        _ => Plain(StatusCodes.Status500InternalServerError, GenericErrorCode.ServerFailure, exception.Message),
    };

    private static Problem FromLink(LinkException exception) => exception.Failure switch
    {
        LinkFailure.NodeUnknown
            or LinkFailure.ConnectFailed
            or LinkFailure.ActivationTimeout
            or LinkFailure.AcknowledgeTimeout =>
            Plain(StatusCodes.Status504GatewayTimeout, GenericErrorCode.NotResponding, exception.Message),
        LinkFailure.NotAcknowledged or LinkFailure.MessageTooLong => BadRequest(exception.Message),
        _ => Plain(StatusCodes.Status500InternalServerError, GenericErrorCode.ServerFailure, exception.Message),
    };

    private static Problem FromMalformedBody(MalformedBodyException exception)
    {
        var problem = BadRequest(exception.Message);
        return exception is not { Line: { } line, Position: { } position }
            ? problem
            : problem with
            {
                Error = problem.Error with
                {
                    Parameters = new Dictionary<string, JsonElement> { ["line"] = Element(line), ["byte"] = Element(position) },
                },
            };
    }

    private static Problem InvalidParameter(DiagnosticException exception)
    {
        var possible = new string[exception.AllowedValues.Count];
        for (var i = 0; i < possible.Length; i++)
        {
            possible[i] = exception.AllowedValues[i].ToLowerInvariant();
        }

        var error = new GenericError
        {
            Message = "The parameter value is not valid",
            ErrorCode = GenericErrorCode.VendorSpecific,
            VendorCode = GenericErrorVendorCode.InvalidParameter,
            Parameters = new Dictionary<string, JsonElement>
            {
                ["details"] = Element(exception.ParameterPath?.TrimStart('/') ?? "value"),
                ["possiblevalues"] = JsonSerializer.SerializeToElement(possible, SovdJsonContext.Default.IReadOnlyListString),
            },
        };
        return new Problem(StatusCodes.Status400BadRequest, error);
    }

    private static GenericError WithPath(DiagnosticException exception) => new()
    {
        Message = exception.Message,
        ErrorCode = GenericErrorCode.VendorSpecific,
        VendorCode = GenericErrorVendorCode.BadRequest,
        Parameters = exception.ParameterPath is null
            ? null
            : new Dictionary<string, JsonElement> { ["path"] = Element(exception.ParameterPath) },
    };

    private static Problem Plain(int status, string code, string message) =>
        new(status, new GenericError { Message = message, ErrorCode = code });

    private static Problem VendorSpecific(int status, string vendorCode, string message) =>
        new(status, new GenericError { Message = message, ErrorCode = GenericErrorCode.VendorSpecific, VendorCode = vendorCode });

    private static JsonElement Element(long value) => JsonSerializer.SerializeToElement(value, SovdJsonContext.Default.Int64);

    private static JsonElement Element(string value) => JsonSerializer.SerializeToElement(value, SovdJsonContext.Default.String);
}
