using System.Diagnostics;
using System.Runtime.CompilerServices;
using Modular.Sdk.Logging;

namespace Modular.Hosting.Logging;

/// <summary>Makes a record of text and numbers of every entry, at once, so that the queue holds no object of a plugin.</summary>
internal sealed class LogSinkLogger(
    string category, LogLevel minimumLevel, LogSinkQueue queue, IExternalScopeProvider? scopes, TimeProvider timeProvider) : ILogger
{
    private const int MaximumMessage = 16 * 1024;
    private const int MaximumException = 32 * 1024;
    private const string PluginPrefix = "plugin.";

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimumLevel && logLevel != LogLevel.None && queue.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var activity = Activity.Current;
        queue.Enqueue(new LogRecord
        {
            Timestamp = timeProvider.GetUtcNow(),
            Level = logLevel,
            Category = category,
            EventId = eventId.Id,
            EventName = eventId.Name,
            Message = Cut(formatter(state, exception), MaximumMessage),
            Exception = exception is null ? null : Cut(exception.ToString(), MaximumException),
            PluginId = FindPlugin(),
            TraceId = activity?.TraceId.ToHexString(),
            SpanId = activity?.SpanId.ToHexString(),
        });
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private string? FindPlugin()
    {
        if (scopes is null || !category.StartsWith(PluginPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        // An id holds dots, so the category alone does not tell where it ends; the scope round a plugin's entry does.
        var found = new StrongBox<string?>();
        scopes.ForEachScope(
            static (scope, box) =>
            {
                foreach (var pair in scope as KeyValuePair<string, object>[] ?? [])
                {
                    if (pair.Key == PluginLoggerFactory.PluginIdKey)
                    {
                        box.Value = pair.Value as string;
                    }
                }
            },
            found);
        return found.Value;
    }
}
