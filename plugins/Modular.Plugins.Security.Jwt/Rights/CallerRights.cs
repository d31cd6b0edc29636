using System.Text.Json;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>
/// What a caller may use: a list of <c>ECU/Service</c>, where either may be <c>*</c> and the service may be left out.
/// Names compare without case. Immutable.
/// </summary>
internal sealed class CallerRights
{
    /// <summary>Name of the claim.</summary>
    public const string ClaimName = "modular_rights";

    private const string Anything = "*";
    private const int MaxEntries = 256;

    private readonly (string Ecu, string Service)[] _entries;

    private CallerRights((string Ecu, string Service)[] entries) => _entries = entries;

    /// <summary>Everything.</summary>
    public static CallerRights Full { get; } = new([(Anything, Anything)]);

    /// <summary>Reads the rights of a token.</summary>
    /// <param name="source">Where rights come from.</param>
    /// <param name="claims">The token's claims.</param>
    /// <returns>The rights.</returns>
    public static CallerRights Read(RightsSource source, JsonElement claims)
    {
        if (source == RightsSource.Full)
        {
            return Full;
        }

        if (!claims.TryGetProperty(ClaimName, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return new CallerRights([]);
        }

        var entries = new List<(string, string)>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && entries.Count < MaxEntries)
            {
                var text = item.GetString()!;
                var slash = text.IndexOf('/', StringComparison.Ordinal);
                entries.Add(slash < 0 ? (text, Anything) : (text[..slash], text[(slash + 1)..]));
            }
        }

        return new CallerRights([.. entries]);
    }

    /// <summary>Decides.</summary>
    /// <param name="use">Which service, of which ECU.</param>
    /// <returns>The decision.</returns>
    public AccessDecision Decide(in DiagnosticServiceUse use)
    {
        foreach (var (ecu, service) in _entries)
        {
            if (Matches(ecu, use.Ecu) && Matches(service, use.Service.ShortName))
            {
                return AccessDecision.Allow;
            }
        }

        return AccessDecision.Deny($"Your token does not list {use.Ecu}/{use.Service.ShortName} in '{ClaimName}'.");
    }

    private static bool Matches(string pattern, string name) =>
        pattern == Anything || string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase);
}
