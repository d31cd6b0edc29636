using System.Text.Json;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>When a token is valid (RFC 7519, exp and nbf).</summary>
/// <param name="Expires">Seconds since 1970.</param>
/// <param name="NotBefore">Seconds since 1970, or null.</param>
internal sealed record TokenLifetime(double Expires, double? NotBefore)
{
    /// <summary>Reads the times of a token.</summary>
    /// <param name="claims">Its claims.</param>
    /// <param name="lifetime">The times.</param>
    /// <returns>Null when they can be read, else why not.</returns>
    public static string? Read(JsonElement claims, out TokenLifetime? lifetime)
    {
        lifetime = null;
        if (!TryReadTime(claims, "exp", out var expires) || expires is null)
        {
            return "it has no valid time of expiry (exp)";
        }

        if (!TryReadTime(claims, "nbf", out var notBefore))
        {
            return "its time of first use (nbf) is no number";
        }

        lifetime = new TokenLifetime(expires.Value, notBefore);
        return null;
    }

    /// <summary>Checks the times.</summary>
    /// <param name="now">The time.</param>
    /// <param name="skewSeconds">How far the issuer's clock may differ.</param>
    /// <returns>Null when the token is valid now, else why not.</returns>
    public string? Check(DateTimeOffset now, int skewSeconds)
    {
        var seconds = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        if (seconds >= Expires + skewSeconds)
        {
            return "it has expired";
        }

        return seconds < NotBefore - skewSeconds ? "it is not valid yet" : null;
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
