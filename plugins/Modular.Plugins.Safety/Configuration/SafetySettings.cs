using Modular.Plugins.Safety.Rules;
using Modular.Plugins.Safety.Values;

namespace Modular.Plugins.Safety.Configuration;

/// <summary>Section <c>Safety</c>, checked and compiled.</summary>
/// <param name="Values">The values, ordered by name.</param>
/// <param name="Rules">The rules in their order.</param>
/// <param name="Triggers">What causes an emergency stop.</param>
/// <param name="Default">What is decided where no rule fits.</param>
/// <param name="Operators">Subjects who may release and set values.</param>
internal sealed record SafetySettings(
    IReadOnlyList<VehicleValue> Values,
    IReadOnlyList<Rule> Rules,
    IReadOnlyList<Trigger> Triggers,
    RuleDecision Default,
    NamePatterns Operators)
{
    /// <summary>Finds a value.</summary>
    /// <param name="name">Its name; compares without case.</param>
    /// <returns>The value, or null.</returns>
    public VehicleValue? FindValue(string name) => Values.FirstOrDefault(value => string.Equals(value.Name, name, StringComparison.OrdinalIgnoreCase));
}
