using System.Diagnostics.CodeAnalysis;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>Whole numbers by name.</summary>
internal sealed class FixedSource(params (string Name, long Value)[] values) : IParameterSource
{
    public IEnumerable<string> Names => values.Select(value => value.Name);

    public bool TryGet(string name, [NotNullWhen(true)] out ParameterValue value)
    {
        var found = values.FirstOrDefault(candidate => candidate.Name == name);
        value = found.Name is null ? default : ParameterValue.FromInteger(found.Value);
        return found.Name is not null;
    }
}
