using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>When a plugin must not be replaced, although a package is there. Decided before anything of the package runs.</summary>
internal sealed class ReplacementRules(PluginRoster roster, PluginPublisher publisher, TimeProvider timeProvider)
{
    /// <summary>Leaked generations after which a plugin is not replaced any more: each keeps its memory until the restart.</summary>
    public const int MaximumLeaks = 3;

    /// <summary>Finds a reason.</summary>
    /// <param name="slot">The plugin.</param>
    /// <param name="candidate">What would take its place.</param>
    /// <param name="isNamed">True when the operator named the version.</param>
    /// <returns>Null when there is none.</returns>
    public PluginFault? FindRefusal(PluginSlot slot, PluginCandidate candidate, bool isNamed) =>
        FindRefusal(slot) ?? FindRefusal(slot, candidate.Package?.Manifest, candidate.Rejection, isNamed);

    /// <summary>Finds a reason not to take a loaded plugin away while the others run.</summary>
    public PluginFault? FindRemovalRefusal(PluginSlot slot)
    {
        if (slot.Status.State != PluginState.Running)
        {
            return Fault(PluginReasonCode.NotRunning, $"The plugin is {slot.Status.State}, and what is loaded of it cannot be ended. Restart the server.");
        }

        if (slot.Package!.Manifest.Tier == PluginTier.T0)
        {
            return Fault(PluginReasonCode.TierPinned, "The plugin is of tier T0: it stays until the server restarts.");
        }

        var others = Running(slot).ToList();
        var lost = slot.Package.Manifest.Provides.FirstOrDefault(contract => IsMissed(others, contract));
        return lost is null
            ? null
            : Fault(
                PluginReasonCode.RequirementMissing,
                $"{others.Find(other => other.Requires.Contains(lost, StringComparer.Ordinal))!.Id} requires {lost}, which no other running plugin provides.");
    }

    private PluginFault? FindRefusal(PluginSlot slot)
    {
        var state = slot.Status.State;
        if (state is not (PluginState.Running or PluginState.Verified) && !PluginStateMachine.IsAllowed(state, PluginState.Verified))
        {
            return Fault(PluginReasonCode.NotRunning, state switch
            {
                PluginState.Disabled => $"The plugin is switched off. Take it out of {Configuration.HostKeys.PluginsDisabled} and restart the server.",
                PluginState.Hung => "The plugin hung, and its thread cannot be taken back. Restart the server.",
                _ => $"The plugin is {state}. Try again, or restart the server.",
            });
        }

        if (slot.WasLoaded && slot.Package?.Manifest.Tier == PluginTier.T0)
        {
            return Fault(
                PluginReasonCode.TierPinned, "The plugin is of tier T0, which trades replacement for full code quality: it stays until the server restarts.");
        }

        return slot.Leaks < MaximumLeaks
            ? null
            : Fault(
                PluginReasonCode.TooManyLeaks,
                $"{slot.Leaks} generations of the plugin were unloaded and are still in memory; more would fill it. Restart the server, and tell the plugin's author.");
    }

    private PluginFault? FindRefusal(PluginSlot slot, PluginManifest? next, PluginRejection? rejection, bool isNamed)
    {
        if (next is null)
        {
            return Fault(rejection!.Code, rejection.Reason);
        }

        if (slot.WasLoaded && next.Tier != PluginTier.T1)
        {
            return Fault(PluginReasonCode.TierPinned, $"Version {next.Version} is of tier {next.Tier}; only T1 comes up without a restart.");
        }

        if (slot.Current is not { } current || slot.Status.State != PluginState.Running)
        {
            return null;
        }

        return !isNamed && Compare(next.Version, current.Identity.Version) < 0
            ? Fault(
                PluginReasonCode.VersionLower,
                $"The highest version there is, {next.Version}, is lower than {current.Identity.Version}, which serves. Name it to go back to it.")
            : FindBrokenRequirement(slot, current.Package.Manifest, next);
    }

    private PluginFault? FindBrokenRequirement(PluginSlot slot, PluginManifest present, PluginManifest next)
    {
        var others = Running(slot).ToList();
        var missing = next.Requires.FirstOrDefault(contract => !IsThere(others, contract));
        if (missing is not null)
        {
            return Fault(PluginReasonCode.RequirementMissing, $"Version {next.Version} requires {missing}, which no other running plugin provides.");
        }

        var lost = present.Provides.Except(next.Provides, StringComparer.Ordinal).FirstOrDefault(contract => IsMissed(others, contract));
        return lost is null
            ? null
            : Fault(PluginReasonCode.RequirementMissing, $"Version {next.Version} does not provide {lost} any more, which another running plugin requires.");
    }

    private IEnumerable<PluginManifest> Running(PluginSlot except) =>
        roster.Slots.Where(slot => slot != except && slot.Status.State == PluginState.Running).Select(static slot => slot.Package!.Manifest);

    private bool IsMissed(List<PluginManifest> others, string contract) =>
        others.Exists(other => other.Requires.Contains(contract, StringComparer.Ordinal)) && !IsThere(others, contract);

    private bool IsThere(List<PluginManifest> others, string contract) =>
        others.Exists(other => other.Provides.Contains(contract, StringComparer.Ordinal)) || publisher.IsProvidedByEmbedder(contract);

    private static int Compare(string left, string right) =>
        SemanticVersion.TryParse(left, out var one) && SemanticVersion.TryParse(right, out var other) ? one.CompareTo(other) : 0;

    private PluginFault Fault(string code, string reason) => new(code, reason, string.Empty, timeProvider.GetUtcNow());
}
