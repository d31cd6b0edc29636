using Modular.Host.Capabilities;
using Modular.Host.Configuration;
using Modular.Sdk.Hosting;

namespace Modular.Host.Plugins.Loading;

/// <summary>What of the host every plugin's container is built on.</summary>
internal sealed record PluginEnvironment(
    SharedAssemblies Shared,
    LayeredConfiguration Configuration,
    IHostFacts Host,
    CapabilityBroker Broker,
    ILoggerFactory LoggerFactory,
    TimeProvider TimeProvider,
    string DataPath);
