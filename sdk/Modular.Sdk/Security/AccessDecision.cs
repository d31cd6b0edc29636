namespace Modular.Sdk.Security;

/// <summary>Yes, or no with a reason.</summary>
/// <param name="IsAllowed">The decision.</param>
/// <param name="Reason">Why not, for the caller to read; null when allowed.</param>
public readonly record struct AccessDecision(bool IsAllowed, string? Reason)
{
    /// <summary>The use is allowed.</summary>
    public static AccessDecision Allow => new(true, null);

    /// <summary>The use is denied.</summary>
    /// <param name="reason">Why, for the caller to read.</param>
    /// <returns>A denial.</returns>
    public static AccessDecision Deny(string reason) => new(false, reason);
}
