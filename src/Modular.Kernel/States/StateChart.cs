namespace Modular.Kernel.States;

/// <summary>A state chart of a layer, for example of the diagnostic session or of security access.</summary>
/// <param name="ShortName">Short name.</param>
/// <param name="Semantic">Semantic, for example <c>SESSION</c> or <c>SECURITY</c>, or null.</param>
/// <param name="StartState">Short name of the state after power-on.</param>
/// <param name="States">Short names of all states.</param>
/// <param name="Transitions">All transitions.</param>
public sealed record StateChart(
    string ShortName,
    string? Semantic,
    string StartState,
    IReadOnlyList<string> States,
    IReadOnlyList<StateTransition> Transitions);
