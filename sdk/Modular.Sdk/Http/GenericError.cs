using System.Text.Json;
using System.Text.Json.Serialization;

namespace Modular.Sdk.Http;

/// <summary>The one error body of every HTTP answer, as ISO 17978-3 calls it and as the reference adapter shapes it.</summary>
public sealed record GenericError
{
    /// <summary>What went wrong, where, and what to do, in a sentence.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }

    /// <summary>One of <see cref="GenericErrorCode"/>.</summary>
    [JsonPropertyName("error_code")]
    public required string ErrorCode { get; init; }

    /// <summary>Finer code; one of <see cref="GenericErrorVendorCode"/> in first-party plugins. Null when there is none.</summary>
    [JsonPropertyName("vendor_code")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VendorCode { get; init; }

    /// <summary>Machine-readable facts about the error. Null when there are none.</summary>
    [JsonPropertyName("parameters")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }

    /// <summary><c>ECU</c> when the error is the ECU's answer, else null.</summary>
    [JsonPropertyName("x-errorsource")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ErrorSource { get; init; }
}
