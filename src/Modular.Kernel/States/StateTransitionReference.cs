namespace Modular.Kernel.States;

/// <summary>A transition which a service causes.</summary>
/// <param name="Transition">The transition.</param>
/// <param name="Value">Value of the request parameter for which it is caused, or null for always.</param>
public sealed record StateTransitionReference(StateTransition Transition, string? Value);
