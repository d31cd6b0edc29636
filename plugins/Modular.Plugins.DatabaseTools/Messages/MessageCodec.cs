using System.Buffers;
using System.Text.Json;
using Modular.Kernel;
using Modular.Kernel.Description;
using Modular.Kernel.Json;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary>Encodes and decodes messages of a database by the names of layer and service.</summary>
internal static class MessageCodec
{
    /// <summary>Finds a service.</summary>
    /// <exception cref="RejectedException">There is no such layer, or it has no such service; the message names what there is.</exception>
    public static KernelService Find(DiagnosticDatabase database, string layerName, string serviceName)
    {
        var layer = database.FindLayer(layerName) ?? throw new RejectedException(
            "unknown_layer",
            $"There is no layer '{layerName}'. There are: {Join(database.Variants.Concat(database.FunctionalGroups).Concat(database.ProtocolLayers).Select(static layer => layer.ShortName))}.");
        return layer.Find(serviceName) ?? throw new RejectedException(
            "unknown_service", $"The layer '{layer.ShortName}' has no service '{serviceName}'. It has: {Join(layer.Services.Select(static service => service.ShortName))}.");
    }

    /// <summary>Encodes a request.</summary>
    /// <exception cref="RejectedException">A value does not fit.</exception>
    public static byte[] Encode(KernelService service, JsonElement parameters)
    {
        var request = new ArrayBufferWriter<byte>();
        try
        {
            service.EncodeRequest(parameters.ValueKind == JsonValueKind.Object ? new JsonParameterSource(parameters) : null, request);
        }
        catch (DiagnosticException exception)
        {
            throw Rejected(exception);
        }

        return request.WrittenSpan.ToArray();
    }

    /// <summary>Decodes a response into <c>response_object</c>, <c>kind</c>, <c>decoded</c> and, where values are not valid, <c>validity</c>.</summary>
    /// <exception cref="RejectedException">The response does not fit, or a value in it has no meaning.</exception>
    public static void Decode(KernelService service, byte[] request, byte[] response, string? responseObject, Utf8JsonWriter writer)
    {
        // The head of the answer is known last, so the values wait.
        var values = new ArrayBufferWriter<byte>();
        using var inner = new Utf8JsonWriter(values);
        var sink = new JsonParameterSink(inner) { KeepsInvalidValues = true };
        inner.WriteStartObject();
        var decoding = Decode(service, request, response, responseObject, sink);
        inner.WriteEndObject();
        inner.Flush();
        if (sink.Errors.FirstOrDefault(static error => error.Error.Validity is null) is { } error)
        {
            throw new RejectedException("no_conversion", $"{service.ShortName}{error.Path}: {error.Error.Details}");
        }

        writer.WriteString("response_object"u8, decoding.Response is { } description ? Name(description) : null);
        writer.WriteString("kind"u8, decoding.Kind == ResponseKind.Positive ? "positive"u8 : "negative"u8);
        writer.WritePropertyName("decoded"u8);
        writer.WriteRawValue(values.WrittenSpan, skipInputValidation: true);
        WriteValidity(sink.Errors, writer);
    }

    /// <summary>Names the response that applies: the first whose constants fit.</summary>
    /// <exception cref="RejectedException">None does.</exception>
    public static string Select(KernelService service, byte[] request, byte[] response)
    {
        try
        {
            return service.SelectResponse(request, response) is { } description
                ? Name(description)
                : throw new RejectedException("const_mismatch", $"{service.ShortName}: the response is none of those described.");
        }
        catch (DiagnosticException exception)
        {
            throw Rejected(exception);
        }
    }

    /// <summary>The short name of a response, or its kind and place where the database does not keep the name.</summary>
    public static string Name(ResponseDescription response) => response.ShortName ?? $"{response.Kind}[{response.Index}]".ToLowerInvariant();

    private static ResponseDecoding Decode(KernelService service, byte[] request, byte[] response, string? responseObject, IParameterSink sink)
    {
        try
        {
            var named = responseObject is null ? null : FindResponse(service, responseObject);
            return named is null
                ? service.DecodeResponse(request, response, sink, DecodeOptions.Complete)
                : service.DecodeResponse(named, request, response, sink, DecodeOptions.Complete);
        }
        catch (DiagnosticException exception)
        {
            throw Rejected(exception);
        }
    }

    // Published databases do not keep names; the constants choose then.
    private static ResponseDescription? FindResponse(KernelService service, string name) =>
        service.Responses.FirstOrDefault(response => Name(response) == name)
        ?? (service.Responses.All(static response => response.ShortName is null || response.IsGlobal)
            ? null
            : throw new RejectedException(
                "unknown_response", $"The service '{service.ShortName}' has no response '{name}'. It has: {Join(service.Responses.Select(Name))}."));

    private static void WriteValidity(IReadOnlyList<JsonFieldError> errors, Utf8JsonWriter writer)
    {
        if (errors.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("validity"u8);
        foreach (var error in errors)
        {
            writer.WriteString(error.Path[1..], error.Error.Validity);
        }

        writer.WriteEndObject();
    }

    private static RejectedException Rejected(DiagnosticException exception) => new(
        exception.Failure switch
        {
            DiagnosticFailure.MissingParameter => "missing_parameter",
            DiagnosticFailure.InvalidParameter => "invalid_parameter",
            DiagnosticFailure.ResponseTooShort => "short_message",
            DiagnosticFailure.ResponseMismatch => "const_mismatch",
            DiagnosticFailure.NotSupported => "not_supported",
            _ => "database_invalid",
        },
        exception.ParameterPath is { } path ? $"{exception.Message} (at {path})" : exception.Message);

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Take(20));
}
