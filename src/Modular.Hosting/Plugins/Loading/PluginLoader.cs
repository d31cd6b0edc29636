using Microsoft.Extensions.Options;
using Modular.Hosting.Configuration;
using Modular.Hosting.Configuration.Schema;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Lifecycle;
using Modular.Hosting.Plugins.Trust;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>Loads, composes and configures one generation. Runs code of the plugin: call it through the guard.</summary>
internal sealed partial class PluginLoader(PluginEnvironment environment)
{
    private readonly ILogger _logger = environment.LoggerFactory.CreateLogger<PluginLoader>();

    /// <summary>Loads a generation as far as its validated container.</summary>
    /// <exception cref="PluginProblemException">The plugin cannot be used, with the reason.</exception>
    public PluginGeneration Load(PluginPackage package, int generation)
    {
        if (PluginSettings.Check(package, environment.Configuration.Layers) is { Count: > 0 } mistakes)
        {
            throw new PluginProblemException(PluginReasonCode.ConfigurationInvalid, string.Join("; ", mistakes));
        }

        var loaded = LoadAssembly(package, generation);
        try
        {
            var services = PluginContainer.Build(loaded.Composition.GetModule(), loaded.Context, environment);
            loaded.Attach(services);
            Validate(services);
            return loaded;
        }
        catch (OptionsValidationException exception)
        {
            loaded.Abandon();
            throw new PluginProblemException(PluginReasonCode.ConfigurationInvalid, string.Join("; ", exception.Failures));
        }
        catch
        {
            loaded.Abandon();
            throw;
        }
    }

    /// <summary>Loads a generation for its commands only: no module, no container.</summary>
    public PluginGeneration LoadAssembly(PluginPackage package, int generation)
    {
        var identity = new PluginIdentity(package.Manifest.Id, package.Manifest.Version, generation);
        var configuration = environment.Configuration.CreateFor(package.Manifest.Id, package.Defaults);
        var context = new PluginContext(
            identity, package.Directory, Path.Combine(environment.DataPath, package.Manifest.Id), configuration, environment.Host);
        if (package.Trust.IsUnsigned)
        {
            LogUnsigned(identity.Id, identity.Version, package.Directory, package.Trust.Kind);
        }

        var loadContext = new PluginLoadContext(identity, package, environment.Shared);
        try
        {
            var composition = new PluginComposition(loadContext.LoadFromAssemblyPath(package.MainPath));
            return new PluginGeneration(package, context, configuration, loadContext, composition);
        }
        catch
        {
            configuration.Dispose();
            if (loadContext.IsCollectible)
            {
                loadContext.Unload();
            }

            throw;
        }
    }

    private static void Validate(IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (InvalidOperationException exception)
        {
            // How the binders of .NET say that a value is not of its option's type, and that a key is unknown.
            throw new PluginProblemException(PluginReasonCode.ConfigurationInvalid, BinderMessages.Translate(exception.Message));
        }
    }

    [LoggerMessage(EventIds.PluginUnsigned, LogLevel.Warning, "Plugin {Plugin} {Version} in {Folder} is not signed; it is loaded all the same ({Reason})")]
    private partial void LogUnsigned(string plugin, string version, string folder, PluginTrustKind reason);
}
