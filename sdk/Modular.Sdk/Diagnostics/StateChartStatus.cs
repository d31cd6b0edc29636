namespace Modular.Sdk.Diagnostics;

/// <summary>A state chart of a variant and where the ECU stands in it.</summary>
/// <param name="Name">Short name of the chart.</param>
/// <param name="Semantic">Semantic, for example <c>SESSION</c>; null where the database gives none.</param>
/// <param name="StartState">Short name of the start state.</param>
/// <param name="CurrentState">Short name of the state as the tester knows it.</param>
/// <param name="States">Short names of all states.</param>
public sealed record StateChartStatus(
    string Name,
    string? Semantic,
    string StartState,
    string CurrentState,
    IReadOnlyList<string> States);
