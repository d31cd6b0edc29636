using System.Diagnostics.CodeAnalysis;
using Modular.Sdk.Diagnostics;

namespace Modular.Simulation.Values;

/// <summary>Named values in the order in which they were given.</summary>
internal sealed class ValueBag : IParameterSource
{
    private readonly OrderedDictionary<string, ParameterValue> _values = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Names => _values.Keys;

    public int Count => _values.Count;

    public ParameterValue this[string name]
    {
        set => _values[name] = value;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out ParameterValue value) => _values.TryGetValue(name, out value);
}
