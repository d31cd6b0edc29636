using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Json;

/// <summary>How a dialect writes the error of a single field.</summary>
internal interface IFieldErrorFormat
{
    /// <summary>Writes one object.</summary>
    /// <param name="json">Takes the object.</param>
    /// <param name="pointer">JSON pointer (RFC 6901) to the field, in UTF-8.</param>
    /// <param name="error">What was wrong.</param>
    void Write(Utf8JsonWriter json, ReadOnlySpan<byte> pointer, FieldError error);
}
