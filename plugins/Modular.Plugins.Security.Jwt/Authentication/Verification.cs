namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>What came of verifying a token.</summary>
/// <param name="Refusal">Why it is not genuine; null when it is.</param>
/// <param name="MayBeOtherKey">Whether a key that the issuer made since could fit.</param>
internal readonly record struct Verification(string? Refusal, bool MayBeOtherKey)
{
    /// <summary>The token is genuine.</summary>
    public static Verification Genuine => default;
}
