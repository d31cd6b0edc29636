namespace Modular.Kernel.States;

/// <summary>A transition of a state chart.</summary>
/// <param name="ShortName">Short name.</param>
/// <param name="Source">Short name of the state it leaves.</param>
/// <param name="Target">Short name of the state it enters.</param>
public sealed record StateTransition(string ShortName, string Source, string Target);
