using System.Globalization;
using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Json;

/// <summary>Request parameters out of a JSON object. The document must outlive the source.</summary>
internal sealed class JsonParameterSource : IParameterSource
{
    private readonly JsonElement _object;
    private readonly string _pointer;

    /// <summary>Creates a source.</summary>
    /// <param name="value">A JSON object.</param>
    /// <param name="pointer">JSON pointer to it within the parameters; empty for the root.</param>
    public JsonParameterSource(JsonElement value, string pointer = "")
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("The element is no JSON object.", nameof(value));
        }

        _object = value;
        _pointer = pointer;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (var member in _object.EnumerateObject())
            {
                yield return member.Name;
            }
        }
    }

    /// <inheritdoc/>
    public bool TryGet(string name, out ParameterValue value)
    {
        if (!_object.TryGetProperty(name, out var element))
        {
            value = default;
            return false;
        }

        value = Convert(element, JsonPointer.Append(_pointer, name));
        return true;
    }

    private static ParameterValue Convert(JsonElement element, string pointer) => element.ValueKind switch
    {
        JsonValueKind.Number => ConvertNumber(element, pointer),
        JsonValueKind.String => ParameterValue.FromText(element.GetString()!),
        // ODX knows no truth values; where a text table has such entries, these are their texts.
        JsonValueKind.True => ParameterValue.FromText("true"),
        JsonValueKind.False => ParameterValue.FromText("false"),
        JsonValueKind.Object => ParameterValue.FromObject(new JsonParameterSource(element, pointer)),
        JsonValueKind.Array => ConvertArray(element, pointer),
        _ => default,
    };

    private static ParameterValue ConvertNumber(JsonElement element, string pointer)
    {
        if (element.TryGetInt64(out var whole))
        {
            return ParameterValue.FromInteger(whole);
        }

        if (element.TryGetUInt64(out var unsigned))
        {
            return ParameterValue.FromUnsigned(unsigned);
        }

        return element.TryGetDouble(out var real) && double.IsFinite(real)
            ? ParameterValue.FromReal(real)
            : throw new DiagnosticException(
                DiagnosticFailure.InvalidParameter,
                string.Create(CultureInfo.InvariantCulture, $"The number at {pointer} is outside the range of a 64-bit float."))
            { ParameterPath = pointer };
    }

    private static ParameterValue ConvertArray(JsonElement element, string pointer)
    {
        var items = new ParameterValue[element.GetArrayLength()];
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            items[index] = Convert(item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{index}"));
            index++;
        }

        return ParameterValue.FromArray(items);
    }
}
