namespace Modular.Hosting.Logging;

/// <summary>The one provider behind which all sinks of plugins stand: a logger factory can add providers and never remove one.</summary>
internal sealed class LogSinkLoggerProvider(LogSinkQueue queue, CategoryLevels levels, TimeProvider timeProvider) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        new LogSinkLogger(categoryName, levels.Find(categoryName), queue, _scopes, timeProvider);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The queue belongs to the runtime, which ends before the log.
    }
}
