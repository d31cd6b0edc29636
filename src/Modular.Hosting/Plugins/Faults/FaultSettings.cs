namespace Modular.Hosting.Plugins.Faults;

/// <summary>How much the host puts up with.</summary>
internal sealed record FaultSettings
{
    /// <summary>Faults within <see cref="Window"/> after which a plugin is quarantined. Default 10.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>How far back faults count. Default 60 s.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time from a quarantine to the first attempt to start the plugin again; zero for none. Default 60 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest an authenticator may take. Default 5 s.</summary>
    public TimeSpan AuthenticationBudget { get; init; } = TimeSpan.FromSeconds(5);
}
