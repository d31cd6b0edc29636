using Modular.Host.Capabilities;
using Modular.Sdk.Hosting;

namespace Modular.Host.Plugins.Loading;

/// <summary>What of the host every plugin's container is built on.</summary>
internal sealed record PluginEnvironment(
    SharedAssemblies Shared,
    IConfiguration Configuration,
    IHostFacts Host,
    CapabilityBroker Broker,
    ILoggerFactory LoggerFactory,
    TimeProvider TimeProvider,
    string DataPath);
