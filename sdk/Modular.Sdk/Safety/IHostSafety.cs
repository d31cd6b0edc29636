namespace Modular.Sdk.Safety;

/// <summary>
/// The host's own word on safety, in every plugin's container. The host decides it, not the safety plugin: a plugin that
/// is gone cannot say that it is gone. Safe for concurrent use.
/// </summary>
public interface IHostSafety
{
    /// <summary>Raised after <see cref="IsSafeState"/> changed. Handlers run on a host thread and must return quickly.</summary>
    event EventHandler? Changed;

    /// <summary>
    /// True while a required plugin of kind <c>safety</c> does not run. Diagnostic services that change an ECU's state
    /// must be refused then; reads go on.
    /// </summary>
    bool IsSafeState { get; }

    /// <summary>Why, for a person; null while <see cref="IsSafeState"/> is false.</summary>
    string? Reason { get; }
}
