namespace Modular.Plugins.Transport.DoIp.Configuration;

/// <summary>How entities are found.</summary>
public sealed class DiscoveryOptions
{
    /// <summary>Whether entities are asked for and announcements heard. False: nothing is found, so nothing can be reached.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether to ask by broadcast.</summary>
    public bool Broadcast { get; set; } = true;

    /// <summary>Whether announcements are heard which entities make on their own.</summary>
    public bool Listen { get; set; } = true;

    /// <summary>Entities to ask one by one where broadcasts do not reach: <c>10.2.1.100</c>, <c>10.2.1.100:13400</c> or <c>[fd00::1]:13400</c>.</summary>
    public List<string> Targets { get; set; } = [];

    /// <summary>How long answers are collected. Default 1 s.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Shortest time between two searches that requests to unknown gateways cause. Default 5 s.</summary>
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause before a socket that could not be bound is tried again. Default 5 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(5);
}
