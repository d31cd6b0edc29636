namespace Modular.Kernel.States;

/// <summary>A state which a service requires.</summary>
/// <param name="State">Short name of the state.</param>
/// <param name="Value">Value of the request parameter for which the condition holds, or null for always.</param>
/// <param name="Parameter">Short name of that parameter, or null.</param>
public sealed record StateReference(string State, string? Value, string? Parameter);
