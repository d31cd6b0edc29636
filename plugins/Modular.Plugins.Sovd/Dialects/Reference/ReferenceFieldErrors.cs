using System.Text.Json;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Http;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>Writes the error of a field as a DataError.</summary>
internal sealed class ReferenceFieldErrors : IFieldErrorFormat
{
    private ReferenceFieldErrors()
    {
    }

    /// <summary>The one instance.</summary>
    public static ReferenceFieldErrors Instance { get; } = new();

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json, ReadOnlySpan<byte> pointer, FieldError error)
    {
        json.WriteStartObject();
        json.WriteString("path"u8, pointer);
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, "Failed to parse parameter"u8);
        json.WriteString("error_code"u8, GenericErrorCode.VendorSpecific);
        json.WriteString("vendor_code"u8, GenericErrorVendorCode.ErrorInterpretingMessage);
        json.WriteStartObject("parameters"u8);
        json.WriteString("details"u8, error.Details);
        if (error.RawValue is not null)
        {
            json.WriteString("value"u8, error.RawValue);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
