using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>Parameters as the vectors write them.</summary>
internal sealed class JsonParameterSource(JsonElement members) : IParameterSource
{
    public IEnumerable<string> Names => members.EnumerateObject().Select(member => member.Name);

    public bool TryGet(string name, out ParameterValue value)
    {
        value = default;
        if (!members.TryGetProperty(name, out var element))
        {
            return false;
        }

        value = ToValue(element);
        return true;
    }

    public static ParameterValue ToValue(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ParameterValue.FromObject(new JsonParameterSource(element)),
        JsonValueKind.Array => ParameterValue.FromArray([.. element.EnumerateArray().Select(ToValue)]),
        JsonValueKind.String => ParameterValue.FromText(element.GetString()!),
        JsonValueKind.Number when element.TryGetInt64(out var integer) => ParameterValue.FromInteger(integer),
        JsonValueKind.Number => ParameterValue.FromReal(element.GetDouble()),
        _ => default,
    };
}
