using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A source without any parameter.</summary>
internal sealed class NoParameters : IParameterSource
{
    public static NoParameters Instance { get; } = new();

    public IEnumerable<string> Names => [];

    public bool TryGet(string name, out ParameterValue value)
    {
        value = default;
        return false;
    }
}
