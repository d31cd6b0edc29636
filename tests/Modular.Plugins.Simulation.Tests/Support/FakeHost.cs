using Microsoft.Extensions.Configuration;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Simulation.Tests.Support;

/// <summary>A host with a data folder of its own.</summary>
internal sealed class FakeHost : IPluginContext, IHostFacts, IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("modular-simulation-");

    public PluginIdentity Identity { get; } = new("modular.simulation", "0.1.0", 1);

    public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();

    public string PluginDirectory => AppContext.BaseDirectory;

    public string DataDirectory => _data.FullName;

    public IHostFacts Host => this;

    public string Version => "1.2.3";

    public bool InsecureDevelopment => false;

    public CancellationToken Stopping => CancellationToken.None;

    public void Dispose() => _data.Delete(recursive: true);
}
