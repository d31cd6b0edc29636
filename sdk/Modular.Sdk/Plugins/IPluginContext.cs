using Microsoft.Extensions.Configuration;
using Modular.Sdk.Hosting;

namespace Modular.Sdk.Plugins;

/// <summary>What the host tells one generation of a plugin about itself.</summary>
public interface IPluginContext
{
    /// <summary>Identity of this generation.</summary>
    PluginIdentity Identity { get; }

    /// <summary>
    /// The whole layered configuration. A plugin reads the sections which its manifest names under
    /// <c>configuration</c> and no others.
    /// </summary>
    IConfiguration Configuration { get; }

    /// <summary>The plugin's immutable folder: assemblies and files it was shipped with.</summary>
    string PluginDirectory { get; }

    /// <summary>
    /// A folder of the plugin's own which outlives generations and restarts. It exists, and nobody else writes there.
    /// </summary>
    string DataDirectory { get; }

    /// <summary>Facts about the running host.</summary>
    IHostFacts Host { get; }
}
