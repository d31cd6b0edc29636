using System.Text.Json;

namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary>One line of a batch.</summary>
internal sealed record BatchRequest
{
    public required string Operation { get; init; }

    public required string Layer { get; init; }

    public required string Service { get; init; }

    /// <summary>Parameters of a request to encode, an object; undefined for none.</summary>
    public JsonElement Parameters { get; init; }

    /// <summary>The request as sent; empty where it is unknown.</summary>
    public byte[] Request { get; init; } = [];

    public byte[] Response { get; init; } = [];

    /// <summary>Short name of the response to decode as; null to choose by the constants.</summary>
    public string? ResponseObject { get; init; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="RejectedException">A member is missing or of the wrong type.</exception>
    public static BatchRequest Read(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new RejectedException("malformed", $"A line is a JSON object, not {line.ValueKind}.");
        }

        line.TryGetProperty("params", out var parameters);
        return new BatchRequest
        {
            Operation = Text(line, "op") ?? throw Missing("op"),
            Layer = Text(line, "layer") ?? throw Missing("layer"),
            Service = Text(line, "service") ?? throw Missing("service"),
            Parameters = parameters.ValueKind is JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null
                ? parameters
                : throw new RejectedException("malformed", $"'params' is {parameters.ValueKind}; an object is needed."),
            Request = Bytes(line, "request"),
            Response = Bytes(line, "response"),
            ResponseObject = Text(line, "response_object"),
        };
    }

    private static string? Text(JsonElement line, string name) => !line.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => throw new RejectedException("malformed", $"'{name}' is {value.ValueKind}; a text is needed."),
    };

    private static byte[] Bytes(JsonElement line, string name) => Text(line, name) is { } text ? HexText.Parse(text, name) : [];

    private static RejectedException Missing(string name) => new("malformed", $"'{name}' is missing.");
}
