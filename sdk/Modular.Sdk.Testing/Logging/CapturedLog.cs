using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Modular.Sdk.Testing.Logging;

/// <summary>Keeps everything that is logged, down to <see cref="LogLevel.Trace"/>, as texts.</summary>
/// <remarks>Safe for use from several threads. Texts only, so that it keeps no plugin alive.</remarks>
public sealed class CapturedLog : ILoggerProvider
{
    private readonly ConcurrentQueue<CapturedLogEntry> _entries = new();

    /// <summary>What was logged until now, in order.</summary>
    public IReadOnlyList<CapturedLogEntry> Entries => [.. _entries];

    /// <summary>What one plugin logged until now, in order.</summary>
    /// <param name="id">Identifier of the plugin.</param>
    /// <returns>Its entries.</returns>
    public IReadOnlyList<CapturedLogEntry> Of(string id) =>
        [.. _entries.Where(entry => entry.Category.StartsWith($"plugin.{id}.", StringComparison.Ordinal))];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(_entries, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The entries are what a test looks at afterwards.
    }

    private sealed class Logger(ConcurrentQueue<CapturedLogEntry> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            ArgumentNullException.ThrowIfNull(formatter);
            entries.Enqueue(new CapturedLogEntry(category, logLevel, eventId.Id, formatter(state, exception), exception?.ToString()));
        }
    }
}
