using System.Text.Json;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Checks when a token is valid (RFC 7519, exp and nbf).</summary>
internal static class TokenLifetime
{
    /// <summary>Checks the times of a token.</summary>
    /// <param name="claims">Its claims.</param>
    /// <param name="now">The time.</param>
    /// <param name="skew">How far the issuer's clock may differ.</param>
    /// <returns>Null when the token is valid now, else why not.</returns>
    public static string? Check(JsonElement claims, DateTimeOffset now, TimeSpan skew)
    {
        var seconds = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        if (!TryReadTime(claims, "exp", out var expires) || expires is null)
        {
            return "it has no valid time of expiry (exp)";
        }

        if (seconds >= expires + skew.TotalSeconds)
        {
            return "it has expired";
        }

        if (!TryReadTime(claims, "nbf", out var notBefore))
        {
            return "its time of first use (nbf) is no number";
        }

        return notBefore is not null && seconds < notBefore - skew.TotalSeconds ? "it is not valid yet" : null;
    }

    private static bool TryReadTime(JsonElement claims, string name, out double? seconds)
    {
        seconds = null;
        if (!claims.TryGetProperty(name, out var member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.Number || !member.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            return false;
        }

        seconds = value;
        return true;
    }
}
