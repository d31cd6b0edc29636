namespace Modular.Plugins.Safety.Endpoints;

/// <summary>A value of the vehicle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">What is known, however old; null when nothing was read yet.</param>
/// <param name="AgeSeconds">Its age, or null.</param>
/// <param name="IsKnown">Whether it still counts.</param>
/// <param name="Failure">Why the last attempt to read it failed, or null.</param>
internal sealed record ValueStatus(string Name, string? Value, double? AgeSeconds, bool IsKnown, string? Failure);
