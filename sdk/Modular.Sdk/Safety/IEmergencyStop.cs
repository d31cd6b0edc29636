namespace Modular.Sdk.Safety;

/// <summary>
/// Capability of the diagnostic tester: ends at once whatever is done to the vehicle, and keeps it so until released.
/// Safe for concurrent use.
/// </summary>
public interface IEmergencyStop
{
    /// <summary>The stop in force, or null.</summary>
    EmergencyStop? Current { get; }

    /// <summary>
    /// Aborts running exchanges, ends the keeping alive of sessions, puts the ECUs that answer into their default session
    /// and refuses services which change state until <see cref="Release"/>. Stopping again repeats it.
    /// </summary>
    /// <param name="by">Who: a subject, or the plugin's name and the rule that triggered. Goes into the log.</param>
    /// <param name="reason">Why, for a person. Goes into the log and to clients that are refused.</param>
    /// <param name="cancellationToken">Gives up waiting for the ECUs; the stop is in force all the same.</param>
    /// <returns>What came of it, per ECU. ECUs that do not answer are values, not exceptions.</returns>
    ValueTask<EmergencyStopReport> StopAsync(string by, string reason, CancellationToken cancellationToken);

    /// <summary>Lets services which change state pass again.</summary>
    /// <param name="by">Who. Goes into the log.</param>
    /// <param name="reason">Why, for a person. Goes into the log.</param>
    /// <returns>False when no stop was in force.</returns>
    bool Release(string by, string reason);
}
