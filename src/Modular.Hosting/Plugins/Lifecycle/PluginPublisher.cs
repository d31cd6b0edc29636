using Modular.Hosting.Capabilities;
using Modular.Hosting.Http;
using Modular.Hosting.OpenApi;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>Makes what a generation offers visible, and takes it back.</summary>
internal sealed class PluginPublisher(CapabilityBroker broker, PluginEndpointDataSource endpoints, OpenApiDocument openApi, VersionRecorder versions)
{
    /// <summary>Says whether a contract is there without any plugin.</summary>
    public bool IsProvidedByEmbedder(string contract) => broker.IsProvidedByEmbedder(contract);

    /// <summary>Publishes. Routes come last: a request must find the capabilities it needs.</summary>
    /// <exception cref="Discovery.PluginProblemException">A route or a description cannot be published; nothing is.</exception>
    public void Publish(PluginSlot slot, PluginGeneration generation, PluginOfferings offerings)
    {
        openApi.Add(generation, offerings);
        broker.Publish(offerings.Capabilities);
        try
        {
            endpoints.Publish(slot, null, generation, offerings.Endpoints);
        }
        catch
        {
            Retract(generation);
            throw;
        }

        versions.Record(generation.Identity);
    }

    /// <summary>Publishes a generation in place of its predecessor.</summary>
    /// <exception cref="Discovery.PluginProblemException">It cannot be published; the predecessor still is.</exception>
    public void Replace(PluginSlot slot, PluginGeneration old, PluginGeneration generation, PluginOfferings offerings)
    {
        var before = old.Offerings!;
        openApi.Replace(old, generation, offerings);
        broker.Replace(old, offerings.Capabilities);
        try
        {
            endpoints.Publish(slot, old, generation, offerings.Endpoints);
        }
        catch
        {
            broker.Replace(generation, before.Capabilities);
            openApi.Replace(generation, old, before);
            throw;
        }

        versions.Record(generation.Identity);
    }

    /// <summary>Takes everything of a generation back, routes first.</summary>
    public void Retract(PluginGeneration generation)
    {
        endpoints.Retract(generation);
        broker.Retract(generation);
        openApi.Remove(generation);
    }
}
