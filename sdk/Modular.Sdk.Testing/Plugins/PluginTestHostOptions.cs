using Modular.Sdk.Plugins;

namespace Modular.Sdk.Testing.Plugins;

/// <summary>What a <see cref="PluginTestHost"/> runs, and around what.</summary>
public sealed class PluginTestHostOptions
{
    private readonly List<KeyValuePair<Type, object>> _capabilities = [];

    /// <summary>
    /// Folders of staged plugins, each with a <c>plugin.json</c>. Default: every plugin that the build staged for the test
    /// project, see <see cref="StagedPlugins"/>. The host works on copies.
    /// </summary>
    public IList<string> PluginFolders { get; } = [];

    /// <summary>The operator's configuration, keys as in <c>Section:Key</c>, on top of the plugins' defaults.</summary>
    public IDictionary<string, string?> Configuration { get; } = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The clock the plugins get from their container, for example a <see cref="Time.ManualTimeProvider"/>. The host's own
    /// budgets run on the system's clock in any case, so that a test whose clock stands still does not hang.
    /// </summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>True to run as with <c>--insecure-dev</c>. Default false.</summary>
    public bool InsecureDevelopment { get; set; }

    /// <summary>
    /// True (default) to fail the start with the reason when a plugin does not run; false to look at
    /// <see cref="PluginTestHost.Plugins"/> instead.
    /// </summary>
    public bool MustRun { get; set; } = true;

    internal IReadOnlyList<KeyValuePair<Type, object>> Capabilities => _capabilities;

    /// <summary>Provides a capability, as another plugin would: a fake for what the plugin under test requires.</summary>
    /// <typeparam name="TContract">An interface of the SDK.</typeparam>
    /// <param name="implementation">The double; the test owns it.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentException"><typeparamref name="TContract"/> is no interface of the SDK.</exception>
    public PluginTestHostOptions Provide<TContract>(TContract implementation)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(implementation);
        if (!typeof(TContract).IsInterface || typeof(TContract).Assembly != typeof(IPluginModule).Assembly)
        {
            throw new ArgumentException($"{typeof(TContract).FullName} is no interface of the SDK; only those pass between plugins.");
        }

        _capabilities.Add(KeyValuePair.Create(typeof(TContract), (object)implementation));
        return this;
    }

    /// <summary>Sets a value of <see cref="Configuration"/>.</summary>
    /// <param name="key">For example <c>Jwt:Issuer</c>.</param>
    /// <param name="value">The value as a text.</param>
    /// <returns>These options.</returns>
    public PluginTestHostOptions Configure(string key, string? value)
    {
        Configuration[key] = value;
        return this;
    }

    /// <summary>Adds a plugin of <see cref="StagedPlugins"/>.</summary>
    /// <param name="id">Its identifier.</param>
    /// <returns>These options.</returns>
    public PluginTestHostOptions Add(string id)
    {
        PluginFolders.Add(StagedPlugins.Find(id));
        return this;
    }
}
