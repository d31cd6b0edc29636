using Microsoft.Extensions.Configuration;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.DatabaseTools.Tests.Support;

/// <summary>What the host tells a command about its plugin, with a folder of its own.</summary>
internal sealed class FakePlugin : IPluginContext, IHostFacts, IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("modular-tools-");

    public PluginIdentity Identity { get; } = new("modular.database-tools", "0.1.0", 1);

    public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();

    public string PluginDirectory => AppContext.BaseDirectory;

    public string DataDirectory => _data.FullName;

    public IHostFacts Host => this;

    public string Version => "1.2.3";

    public bool InsecureDevelopment => false;

    public CancellationToken Stopping => CancellationToken.None;

    public string File(string name) => Path.Combine(_data.FullName, name);

    public void Dispose() => _data.Delete(recursive: true);
}
