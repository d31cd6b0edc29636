using System.Globalization;
using System.Text.Json;
using Modular.Plugins.Security.Jwt.Configuration;

namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>Makes the rights of a caller from its claims. Immutable.</summary>
internal sealed class RightsRules
{
    /// <summary>Name of the claim that lists rights with <see cref="RightsSource.Claims"/>.</summary>
    public const string ClaimName = "modular_rights";

    private const int MaxEntries = 256;
    private const string NotListed = $"your token does not list it in '{ClaimName}'";
    private const string NotGranted = "no grant of the server covers it for your claims";

    private readonly RightsSource _source;
    private readonly (string Claim, Glob[] Values, Grant Grant)[] _grants;

    /// <summary>Compiles the rules.</summary>
    /// <param name="options">Section <c>Jwt</c>, validated.</param>
    public RightsRules(JwtOptions options)
    {
        _source = options.EffectiveRights;
        _grants = [.. options.Grants.Select(static grant => (grant.Claim, Globs(grant.Values), Compile(grant)))];
    }

    /// <summary>Reads the rights of a caller.</summary>
    /// <param name="claims">Its claims.</param>
    /// <returns>The rights.</returns>
    public CallerRights Read(JsonElement claims) => _source switch
    {
        RightsSource.Full => CallerRights.Full,
        RightsSource.Claims => new CallerRights(ReadList(claims), mayReadServer: true, NotListed),
        _ => new CallerRights(Select(claims), mayReadServer: false, NotGranted),
    };

    private static Grant[] ReadList(JsonElement claims)
    {
        if (!claims.TryGetProperty(ClaimName, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var grants = new List<Grant>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && grants.Count < MaxEntries)
            {
                var text = item.GetString()!;
                var slash = text.IndexOf('/', StringComparison.Ordinal);
                grants.Add(new Grant
                {
                    Entities = [new Glob(slash < 0 ? text : text[..slash])],
                    Services = [slash < 0 ? Glob.Anything : new Glob(text[(slash + 1)..])],
                    MayWrite = true,
                });
            }
        }

        return [.. grants];
    }

    private static Grant Compile(GrantOptions options) => new()
    {
        Entities = Globs(options.Entities ?? ["*"]),
        Resources = Globs(options.Resources ?? ["*"]),
        MayWrite = options.Access == GrantAccess.Write,
        Services = Globs(options.Services ?? ["*"]),
        ServiceIds = options.ServiceIds is { } ids ? Flags(ids) : null,
        FunctionalClasses = options.FunctionalClasses is { } classes ? Globs(classes) : null,
    };

    private static bool[] Flags(IEnumerable<string> ids)
    {
        var flags = new bool[256];
        foreach (var id in ids)
        {
            flags[byte.Parse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)] = true;
        }

        return flags;
    }

    private static Glob[] Globs(IEnumerable<string> patterns) => [.. patterns.Select(static pattern => new Glob(pattern))];

    private Grant[] Select(JsonElement claims)
    {
        var grants = new List<Grant>();
        foreach (var (claim, values, grant) in _grants)
        {
            if (ClaimValues.Any(claims, claim, values))
            {
                grants.Add(grant);
            }
        }

        return [.. grants];
    }
}
