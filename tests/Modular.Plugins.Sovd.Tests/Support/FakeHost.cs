using Microsoft.Extensions.Configuration;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Sovd.Tests.Support;

internal sealed class FakeHost(IConfiguration configuration, bool insecureDevelopment) : IPluginContext, IHostFacts
{
    public PluginIdentity Identity { get; } = new("modular.sovd", "0.1.0", 1);

    public IConfiguration Configuration => configuration;

    public string PluginDirectory => AppContext.BaseDirectory;

    public string DataDirectory => throw new NotSupportedException("The plugin keeps nothing on disk.");

    public IHostFacts Host => this;

    public string Version => "1.2.3";

    public bool InsecureDevelopment => insecureDevelopment;

    public CancellationToken Stopping => CancellationToken.None;
}
