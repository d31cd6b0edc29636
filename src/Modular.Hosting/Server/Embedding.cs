using Modular.Hosting.Capabilities;

namespace Modular.Hosting.Server;

/// <summary>What a program that embeds the host puts in the place of the real thing; the product leaves it empty.</summary>
internal sealed record Embedding
{
    /// <summary>The clock plugins get; null for the host's. Budgets of the host run on the host's in any case.</summary>
    public TimeProvider? PluginTime { get; init; }

    /// <summary>Capabilities that are there before any plugin starts.</summary>
    public IReadOnlyList<KeyValuePair<Type, object>> Capabilities { get; init; } = [];

    /// <summary>Maps endpoints of the embedding program beside those of the host.</summary>
    public Action<IEndpointRouteBuilder>? MapEndpoints { get; init; }

    /// <summary>Publishes the capabilities.</summary>
    public void Publish(CapabilityBroker broker)
    {
        var owner = new EmbedderCapabilities();
        broker.Publish([.. Capabilities.Select(pair => new CapabilityProvider(pair.Key, pair.Value, owner))]);
    }
}
