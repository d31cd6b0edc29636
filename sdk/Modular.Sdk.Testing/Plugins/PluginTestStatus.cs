namespace Modular.Sdk.Testing.Plugins;

/// <summary>A plugin in a <see cref="PluginTestHost"/> at one moment.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Version">Version which counts.</param>
/// <param name="Generation">Generation which serves, from 1; 0 when none does.</param>
/// <param name="State">Name of the state, such as <c>Running</c>, <c>Rejected</c>, <c>Faulted</c> or <c>Hung</c>.</param>
/// <param name="Code">The host's reason code; null when nothing is wrong.</param>
/// <param name="Reason">One sentence for people; null when nothing is wrong.</param>
public sealed record PluginTestStatus(string Id, string Version, int Generation, string State, string? Code, string? Reason)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Code is null ? $"{Id} {Version} is {State}." : $"{Id} {Version} is {State} ({Code}): {Reason}";
}
