using System.Globalization;
using System.Text.Json;

namespace Modular.Plugins.Sovd.Json;

/// <summary>Reads a number of seconds until something ends.</summary>
internal static class ExpirationMember
{
    /// <summary>Reads a member that must be there.</summary>
    /// <param name="body">The request body.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="maxSeconds">Largest value taken.</param>
    /// <returns>The time.</returns>
    /// <exception cref="MalformedBodyException">The member is missing, no whole number, negative or too large.</exception>
    public static TimeSpan Read(JsonElement body, string name, int maxSeconds) =>
        ReadOptional(body, name, maxSeconds) ?? throw MalformedBodyException.Member(name, "a whole number of seconds");

    /// <summary>Reads a member that may be absent or null.</summary>
    /// <param name="body">The request body.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="maxSeconds">Largest value taken.</param>
    /// <returns>The time, or null.</returns>
    /// <exception cref="MalformedBodyException">The member is no whole number, negative or too large.</exception>
    public static TimeSpan? ReadOptional(JsonElement body, string name, int maxSeconds)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (member.ValueKind != JsonValueKind.Number)
        {
            throw MalformedBodyException.Member(name, "a whole number of seconds");
        }

        if (!member.TryGetInt64(out var seconds))
        {
            throw member.TryGetUInt64(out _)
                ? TooLarge(name, maxSeconds)
                : MalformedBodyException.Member(name, "a whole number of seconds");
        }

        if (seconds < 0)
        {
            throw new MalformedBodyException($"The member '{name}' is negative: the expiration date is in the past.");
        }

        return seconds <= maxSeconds ? TimeSpan.FromSeconds(seconds) : throw TooLarge(name, maxSeconds);
    }

    private static MalformedBodyException TooLarge(string name, int maxSeconds) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The member '{name}' is larger than {maxSeconds} seconds."));
}
