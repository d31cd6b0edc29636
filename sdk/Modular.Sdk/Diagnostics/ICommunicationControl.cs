namespace Modular.Sdk.Diagnostics;

/// <summary>
/// Capability of the diagnostic tester: starts the communication with the vehicle where the configuration defers it
/// (<c>Communication:Start</c>). Safe for concurrent use.
/// </summary>
public interface ICommunicationControl
{
    /// <summary>Where the communication stands.</summary>
    CommunicationState State { get; }

    /// <summary>Why the last start failed, for a person; null in every other state.</summary>
    string? Failure { get; }

    /// <summary>Looks for the vehicle and begins to detect variants. Returns at once when that was done before.</summary>
    /// <param name="cancellationToken">Gives up waiting; the start goes on for others.</param>
    /// <returns>Completes when ECUs can be asked. Their variants may still be under detection.</returns>
    /// <exception cref="DiagnosticException">The start failed. Calling again tries again.</exception>
    ValueTask StartAsync(CancellationToken cancellationToken);
}
