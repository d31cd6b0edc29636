using System.Composition;
using Microsoft.Extensions.DependencyInjection;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.DatabaseTools;

/// <summary>Nothing for the server: the plugin brings commands only.</summary>
[Export(typeof(IPluginModule))]
public sealed class DatabaseToolsModule : IPluginModule
{
    /// <inheritdoc/>
    public void ConfigureServices(IServiceCollection services, IPluginContext context)
    {
    }
}
