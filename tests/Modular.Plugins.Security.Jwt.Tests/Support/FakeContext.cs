using Microsoft.Extensions.Configuration;
using Modular.Sdk.Hosting;
using Modular.Sdk.Plugins;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

internal sealed class FakeContext(IConfiguration configuration, string dataDirectory, bool insecureDevelopment) : IPluginContext, IHostFacts
{
    public PluginIdentity Identity { get; } = new("modular.security.jwt", "0.1.0", 1);

    public IConfiguration Configuration => configuration;

    public string PluginDirectory => AppContext.BaseDirectory;

    public string DataDirectory => dataDirectory;

    public IHostFacts Host => this;

    public string Version => "1.2.3";

    public bool InsecureDevelopment => insecureDevelopment;

    public CancellationToken Stopping => CancellationToken.None;
}
