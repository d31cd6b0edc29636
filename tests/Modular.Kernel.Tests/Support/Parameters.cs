using System.Collections;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Support;

/// <summary>Parameters written as a collection initialiser; numbers, texts, byte arrays, nested ones and object arrays.</summary>
internal sealed class Parameters : IParameterSource, IEnumerable
{
    private readonly Dictionary<string, ParameterValue> _values = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => _values.Keys;

    public void Add(string name, object? value) => _values.Add(name, ToValue(value));

    public bool TryGet(string name, out ParameterValue value) => _values.TryGetValue(name, out value);

    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    public static ParameterValue ToValue(object? value) => value switch
    {
        null => default,
        int number => ParameterValue.FromInteger(number),
        long number => ParameterValue.FromInteger(number),
        uint number => ParameterValue.FromUnsigned(number),
        double number => ParameterValue.FromReal(number),
        string text => ParameterValue.FromText(text),
        byte[] bytes => ParameterValue.FromBytes(bytes),
        Parameters members => ParameterValue.FromObject(members),
        object[] items => ParameterValue.FromArray(Array.ConvertAll(items, ToValue)),
        _ => throw new ArgumentException($"No parameter can be made of {value.GetType()}."),
    };
}
