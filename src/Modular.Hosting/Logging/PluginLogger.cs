namespace Modular.Hosting.Logging;

/// <summary>Puts the plugin's identity around every entry, and hands the host values of its own instead of the plugin's objects.</summary>
/// <remarks>A sink may queue what it gets; an object or a stack of the plugin in that queue would keep the plugin alive.</remarks>
internal sealed class PluginLogger(ILogger host, object scope) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => host.BeginScope(Flatten(state) ?? (object)(state.ToString() ?? string.Empty));

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => host.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!host.IsEnabled(logLevel))
        {
            return;
        }

        var flatException = exception is null ? null : new FlattenedException(exception.ToString());
        var text = formatter(state, exception);
        using (host.BeginScope(scope))
        {
            if (Flatten(state) is { } values)
            {
                host.Log(logLevel, eventId, values, flatException, (_, _) => text);
            }
            else
            {
                host.Log(logLevel, eventId, text, flatException, static (message, _) => message);
            }
        }
    }

    private static KeyValuePair<string, object?>[]? Flatten(object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            return null;
        }

        return [.. values.Select(static pair => KeyValuePair.Create(pair.Key, Flat(pair.Value)))];
    }

    private static object? Flat(object? value) => value switch
    {
        null or string or bool or char or decimal or DateTime or DateTimeOffset or TimeSpan or Guid => value,
        _ when value.GetType().IsPrimitive => value,
        _ => value.ToString(),
    };
}
