namespace Modular.Plugins.Safety.Rules;

/// <summary>Causes an emergency stop when its conditions begin to hold.</summary>
/// <param name="name">Name for the log.</param>
/// <param name="conditions">The conditions.</param>
/// <param name="unknownTriggers">Whether a value that is not known counts as holding.</param>
/// <param name="reason">Why.</param>
internal sealed class Trigger(string name, IReadOnlyList<Condition> conditions, bool unknownTriggers, string reason)
{
    private bool _held;

    /// <summary>Name for the log.</summary>
    public string Name => name;

    /// <summary>Why.</summary>
    public string Reason => reason;

    /// <summary>Whether the conditions hold now.</summary>
    public bool Holds => Condition.All(conditions, out _) is var truth && (truth == Truth.Yes || (truth == Truth.Unknown && unknownTriggers));

    /// <summary>Looks again. Called by one thread at a time.</summary>
    /// <returns>True when the conditions hold and did not at the last look.</returns>
    public bool Begins()
    {
        var held = _held;
        _held = Holds;
        return _held && !held;
    }

    /// <summary>Forgets the last look, so that a stop that could not be made is tried again.</summary>
    public void Again() => _held = false;
}
