using Modular.Hosting.Capabilities;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Faults;
using Modular.Sdk.Hosting;

namespace Modular.Hosting.Plugins.Loading;

/// <summary>What of the host every plugin's container is built on.</summary>
internal sealed record PluginEnvironment(
    SharedAssemblies Shared,
    LayeredConfiguration Configuration,
    IHostFacts Host,
    CapabilityBroker Broker,
    ILoggerFactory LoggerFactory,
    TimeProvider TimeProvider,
    string DataPath,
    FaultIsolation Faults,
    ConfigurationStatus Status);
