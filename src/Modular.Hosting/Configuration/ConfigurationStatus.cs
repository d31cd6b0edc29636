using Modular.Hosting.Logging;

namespace Modular.Hosting.Configuration;

/// <summary>Whether the last change of the configuration holds. Told in the log in full, and in <c>/health</c> without any value.</summary>
internal sealed partial class ConfigurationStatus(TimeProvider timeProvider, ILogger<ConfigurationStatus> logger)
{
    private string? _refusal;

    /// <summary>What to say of a change that was refused; null when none was since the last good one.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    /// <summary>A change is in force.</summary>
    public void Accept(string source)
    {
        Volatile.Write(ref _refusal, null);
        LogReloaded(source);
    }

    /// <summary>A change is not in force, or not for one of those whom it concerns.</summary>
    /// <param name="mistakes">What is wrong, each with its path.</param>
    public void Refuse(IReadOnlyList<string> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            LogRefused(mistake);
        }

        // Last: who reads of it in the health finds the log complete.
        Volatile.Write(ref _refusal, $"A change of the configuration was refused at {timeProvider.GetUtcNow():O}; the settings before it hold. The log names {mistakes.Count} mistakes.");
    }

    [LoggerMessage(EventIds.ConfigurationReloaded, LogLevel.Information, "The configuration in {Source} changed and is in force")]
    private partial void LogReloaded(string source);

    [LoggerMessage(EventIds.ConfigurationRefused, LogLevel.Error, "A change of the configuration is refused, and the settings before it hold: {Mistake}")]
    private partial void LogRefused(string mistake);
}
