using Microsoft.Extensions.Logging;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>What is logged of locks.</summary>
internal static partial class LockLog
{
    [LoggerMessage(4101, LogLevel.Information, "Locked {Ecu} for {Owner}, {Seconds} s")]
    public static partial void Created(ILogger logger, string ecu, string owner, double seconds);

    [LoggerMessage(4102, LogLevel.Information, "Lock on {Ecu} held by {Owner} expired")]
    public static partial void Expired(ILogger logger, string ecu, string owner);

    [LoggerMessage(4103, LogLevel.Information, "Lock on {Ecu} was released by {Owner}")]
    public static partial void Released(ILogger logger, string ecu, string owner);

    [LoggerMessage(4106, LogLevel.Warning, "The lock on {Ecu} held by {Owner} is taken away for {Claimant}")]
    public static partial void Preempted(ILogger logger, string ecu, string owner, string claimant);

    [LoggerMessage(4107, LogLevel.Information, "{Claimant} does not get the lock on {Ecu} held by {Owner}: {Reason}")]
    public static partial void NotPreempted(ILogger logger, string ecu, string owner, string claimant, string? reason);

    [LoggerMessage(4104, LogLevel.Warning, "The lock on {Ecu} ended, but its guards did not end well: {Reason}")]
    public static partial void EndedBadly(ILogger logger, string ecu, string reason);

    [LoggerMessage(4105, LogLevel.Warning, "{Ecu} of the new diagnostic tester is not guarded by its lock: {Reason}")]
    public static partial void NotGuarded(ILogger logger, string ecu, string reason);
}
