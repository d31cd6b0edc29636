using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Json;

/// <summary>
/// Gives the members of a JSON object as parameters: numbers, texts (also byte fields in hexadecimal), objects for structures,
/// arrays for fields and pairs. A null counts as not given.
/// </summary>
public sealed class JsonParameterSource : IParameterSource
{
    private readonly JsonElement _members;

    /// <summary>Creates a source.</summary>
    /// <param name="members">A JSON object; not copied.</param>
    /// <exception cref="ArgumentException">It is no object.</exception>
    public JsonParameterSource(JsonElement members)
    {
        if (members.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException($"Parameters are a JSON object, not {members.ValueKind}.", nameof(members));
        }

        _members = members;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Names => _members.EnumerateObject().Select(static member => member.Name);

    /// <inheritdoc/>
    public bool TryGet(string name, out ParameterValue value)
    {
        var isGiven = _members.TryGetProperty(name, out var element);
        value = isGiven ? ToValue(element) : default;
        return isGiven;
    }

    /// <summary>Turns a JSON value into a parameter's.</summary>
    /// <param name="element">The JSON value; not copied.</param>
    /// <returns>The value. True and false become texts, as text tables may hold them.</returns>
    public static ParameterValue ToValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ParameterValue.FromObject(new JsonParameterSource(element)),
        JsonValueKind.Array => ParameterValue.FromArray([.. element.EnumerateArray().Select(ToValue)]),
        JsonValueKind.String => ParameterValue.FromText(element.GetString()!),
        JsonValueKind.Number when element.TryGetInt64(out var integer) => ParameterValue.FromInteger(integer),
        JsonValueKind.Number when element.TryGetUInt64(out var unsigned) => ParameterValue.FromUnsigned(unsigned),
        JsonValueKind.Number => ParameterValue.FromReal(element.GetDouble()),
        JsonValueKind.True => ParameterValue.FromText("true"),
        JsonValueKind.False => ParameterValue.FromText("false"),
        _ => default,
    };
}
