using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>
/// What a caller may use. Immutable, made once per token. A decision that allows, and one about a listing, allocates
/// nothing; a refusal of a use makes its text.
/// </summary>
internal sealed class CallerRights
{
    private readonly Grant[] _grants;
    private readonly bool _mayReadServer;
    private readonly AccessDecision _hidden;
    private readonly string _origin;

    /// <summary>Takes the grants of a caller.</summary>
    /// <param name="grants">The grants.</param>
    /// <param name="mayReadServer">Whether what belongs to the server rather than to an ECU may be read without a grant.</param>
    /// <param name="origin">What the rights come from, for refusals.</param>
    public CallerRights(Grant[] grants, bool mayReadServer, string origin)
    {
        _grants = grants;
        _mayReadServer = mayReadServer;
        _origin = origin;
        _hidden = AccessDecision.Deny(origin);
    }

    /// <summary>Everything.</summary>
    public static CallerRights Full { get; } = new([new Grant { MayWrite = true }], mayReadServer: true, string.Empty);

    /// <summary>Decides about a diagnostic service.</summary>
    /// <param name="use">Which service, of which ECU.</param>
    /// <returns>The decision.</returns>
    public AccessDecision Decide(in DiagnosticServiceUse use)
    {
        foreach (var grant in _grants)
        {
            if (grant.Covers(in use))
            {
                return AccessDecision.Allow;
            }
        }

        return use.IsListing ? _hidden : AccessDecision.Deny($"You may not use {use.Service.ShortName} of {use.Ecu}: {_origin}.");
    }

    /// <summary>Decides about a resource.</summary>
    /// <param name="use">Which resource, of which entity.</param>
    /// <returns>The decision.</returns>
    public AccessDecision Decide(in ResourceUse use)
    {
        if (_mayReadServer && !use.IsWriting && use.Kind is EntityKind.Server or EntityKind.App)
        {
            return AccessDecision.Allow;
        }

        foreach (var grant in _grants)
        {
            if (grant.Covers(in use))
            {
                return AccessDecision.Allow;
            }
        }

        return use.IsListing ? _hidden : AccessDecision.Deny(Explain(in use));
    }

    private string Explain(in ResourceUse use)
    {
        var what = (use.Resource.Length, use.Entity.Length) switch
        {
            (0, 0) => "the server",
            (0, _) => use.Entity,
            (_, 0) => use.Resource,
            _ => $"{use.Resource} of {use.Entity}",
        };
        return $"You may not {(use.IsWriting ? "change" : "read")} {what}: {_origin}.";
    }
}
