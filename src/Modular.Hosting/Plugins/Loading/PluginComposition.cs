using System.Composition.Hosting;
using System.Reflection;
using Modular.Hosting.Plugins.Discovery;
using Modular.Sdk.Commands;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>The MEF container of one generation: finds parts in the plugin's main assembly and nowhere else.</summary>
internal sealed class PluginComposition : IDisposable
{
    private readonly CompositionHost _host;

    public PluginComposition(Assembly main) =>
        _host = new ContainerConfiguration().WithAssembly(main).CreateContainer();

    /// <summary>Gets the one module.</summary>
    /// <exception cref="PluginProblemException">There is none, or more than one.</exception>
    public IPluginModule GetModule()
    {
        var modules = _host.GetExports<IPluginModule>().ToList();
        return modules.Count switch
        {
            1 => modules[0],
            0 => throw new PluginProblemException(
                PluginReasonCode.ModuleMissing,
                "The main assembly exports no IPluginModule. Mark one public class with [Export(typeof(IPluginModule))]."),
            _ => throw new PluginProblemException(
                PluginReasonCode.ModuleAmbiguous,
                $"The main assembly exports {modules.Count} modules ({string.Join(", ", modules.Select(static module => module.GetType().Name).Order(StringComparer.Ordinal))}); "
                + "a plugin has exactly one."),
        };
    }

    /// <summary>Gets a command by its name, or null.</summary>
    public IPluginCommand? FindCommand(string name) =>
        _host.GetExports<IPluginCommand>().FirstOrDefault(command => command.Name == name);

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();
}
