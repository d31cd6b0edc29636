using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>What one entry of the configuration, or of a claim, allows. Immutable; a decision allocates nothing.</summary>
internal sealed class Grant
{
    /// <summary>Entities, by name.</summary>
    public Glob[] Entities { get; init; } = [Glob.Anything];

    /// <summary>Resource collections, by name.</summary>
    public Glob[] Resources { get; init; } = [Glob.Anything];

    /// <summary>Whether more than reading is allowed.</summary>
    public bool MayWrite { get; init; }

    /// <summary>Diagnostic services, by short name.</summary>
    public Glob[] Services { get; init; } = [Glob.Anything];

    /// <summary>
    /// Diagnostic services, 256 flags by service identifier; null for all that fit <see cref="MayWrite"/>: without it, those
    /// that only read (<see cref="ServiceEffects"/>).
    /// </summary>
    public bool[]? ServiceIds { get; init; }

    /// <summary>Functional classes of which a service must have one; null for services of any class or none.</summary>
    public Glob[]? FunctionalClasses { get; init; }

    /// <summary>Whether the grant covers a resource.</summary>
    /// <param name="use">The use.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(in ResourceUse use)
    {
        if ((use.IsWriting && !MayWrite) || !Glob.MatchesAny(Entities, use.Entity))
        {
            return false;
        }

        // Who may use anything of an entity may see that it is there.
        return (use.IsListing || use.Resource.Length == 0) && !use.IsWriting ? true : Glob.MatchesAny(Resources, use.Resource);
    }

    /// <summary>Whether the grant covers a diagnostic service.</summary>
    /// <param name="use">The use.</param>
    /// <returns>True when it does.</returns>
    public bool Covers(in DiagnosticServiceUse use)
    {
        var service = use.Service;
        return HasEffect(service)
            && Glob.MatchesAny(Entities, use.Ecu)
            && Glob.MatchesAny(Services, service.ShortName)
            && (FunctionalClasses is null || HasClass(service.FunctionalClasses));
    }

    private bool HasEffect(DiagnosticService service) => ServiceIds is { } ids
        ? service.ServiceId is { } id && ids[id]
        : MayWrite || ServiceEffects.Of(service) == ServiceEffect.Reads;

    private bool HasClass(IReadOnlyList<string> classes)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (Glob.MatchesAny(FunctionalClasses!, classes[i]))
            {
                return true;
            }
        }

        return false;
    }
}
