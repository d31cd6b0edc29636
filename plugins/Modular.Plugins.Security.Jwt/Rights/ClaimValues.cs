using System.Text.Json;

namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>Compares the values of a claim with patterns.</summary>
internal static class ClaimValues
{
    private const int MaxItems = 512;

    /// <summary>Whether a claim has a value that one of the patterns fits.</summary>
    /// <param name="claims">All claims.</param>
    /// <param name="name">
    /// Name of the claim. When there is none of that name, <c>/</c> leads into objects: <c>realm_access/roles</c>.
    /// </param>
    /// <param name="patterns">The patterns.</param>
    /// <returns>True when it has one.</returns>
    public static bool Any(JsonElement claims, string name, Glob[] patterns) => TryFind(claims, name, out var claim) && claim.ValueKind switch
    {
        // RFC 8693, 4.2: a scope is a list of words with spaces between them. Other texts are whole values.
        JsonValueKind.String when name is "scope" or "scp" => AnyWord(claim.GetString(), patterns),
        JsonValueKind.String => Glob.MatchesAny(patterns, claim.GetString()!),
        JsonValueKind.Array => claim.EnumerateArray().Take(MaxItems).Any(item =>
            item.ValueKind == JsonValueKind.String && Glob.MatchesAny(patterns, item.GetString()!)),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Glob.MatchesAny(patterns, claim.GetRawText()),
        _ => false,
    };

    private static bool TryFind(JsonElement claims, string name, out JsonElement claim)
    {
        if (claims.TryGetProperty(name, out claim))
        {
            return true;
        }

        claim = claims;
        foreach (var step in name.Split('/'))
        {
            if (claim.ValueKind != JsonValueKind.Object || !claim.TryGetProperty(step, out claim))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AnyWord(string? text, Glob[] patterns)
    {
        foreach (var range in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan()[range];
            foreach (var pattern in patterns)
            {
                if (!word.IsEmpty && pattern.Matches(word))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
