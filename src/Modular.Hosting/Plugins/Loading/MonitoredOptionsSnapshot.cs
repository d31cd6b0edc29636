using Microsoft.Extensions.Options;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>A plugin's options for the length of a scope: the last good ones at its first reading.</summary>
/// <typeparam name="T">Options of the plugin.</typeparam>
internal sealed class MonitoredOptionsSnapshot<T>(IOptionsMonitor<T> monitor) : IOptionsSnapshot<T>
    where T : class
{
    private readonly Dictionary<string, T> _values = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public T Value => Get(Options.DefaultName);

    /// <inheritdoc/>
    public T Get(string? name)
    {
        name ??= Options.DefaultName;
        if (!_values.TryGetValue(name, out var value))
        {
            _values.Add(name, value = monitor.Get(name));
        }

        return value;
    }
}
