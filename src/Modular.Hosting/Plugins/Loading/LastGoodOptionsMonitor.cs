using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Modular.Hosting.Configuration;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>A plugin's options as they change. A change which does not validate is refused, and the last good value stays.</summary>
/// <typeparam name="T">Options of the plugin.</typeparam>
/// <remarks>The framework's own monitor throws from then on at every reading, until the file is corrected.</remarks>
internal sealed class LastGoodOptionsMonitor<T> : IOptionsMonitor<T>, IDisposable
    where T : class
{
    private readonly IOptionsFactory<T> _factory;
    private readonly IOptionsMonitorCache<T> _cache;
    private readonly ConfigurationStatus _status;
    private readonly IPluginContext _context;
    private readonly List<IDisposable> _registrations = [];

    public LastGoodOptionsMonitor(
        IOptionsFactory<T> factory, IEnumerable<IOptionsChangeTokenSource<T>> sources, IOptionsMonitorCache<T> cache, ConfigurationStatus status, IPluginContext context)
    {
        (_factory, _cache, _status, _context) = (factory, cache, status, context);
        foreach (var source in sources)
        {
            _registrations.Add(ChangeToken.OnChange(source.GetChangeToken, Reload, source.Name));
        }
    }

    private event Action<T, string?>? Changed;

    /// <inheritdoc/>
    public T CurrentValue => Get(Options.DefaultName);

    /// <inheritdoc/>
    public T Get(string? name) => _cache.GetOrAdd(name ?? Options.DefaultName, () => _factory.Create(name ?? Options.DefaultName));

    /// <inheritdoc/>
    public IDisposable? OnChange(Action<T, string?> listener)
    {
        Changed += listener;
        return new Registration(() => Changed -= listener);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(static registration => registration.Dispose());
        _registrations.Clear();
        Changed = null;
    }

    private void Reload(string? name)
    {
        name ??= Options.DefaultName;
        try
        {
            var fresh = _factory.Create(name);
            _cache.TryRemove(name);
            _cache.TryAdd(name, fresh);
            Changed?.Invoke(fresh, name);
        }
        catch (OptionsValidationException exception)
        {
            _status.Refuse([.. exception.Failures.Select(failure => $"{_context.Identity.Id}: {failure}")]);
        }
        catch (Exception exception)
        {
            // A binder's complaint, or code of the plugin: one listener must not keep the others from hearing.
            _status.Refuse([$"{_context.Identity.Id}: {BinderMessages.Translate(exception.Message)}"]);
        }
    }

    private sealed class Registration(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
