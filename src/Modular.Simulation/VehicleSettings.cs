
namespace Modular.Simulation;

/// <summary>What an operator decides about a simulated vehicle.</summary>
public sealed record VehicleSettings
{
    /// <summary>Seed of everything that is invented.</summary>
    /// <value>Any number. Default 1.</value>
    public int Seed { get; init; } = 1;

    /// <summary>Vehicle identification number.</summary>
    /// <value>17 characters; null, the default, invents one from the seed.</value>
    public string? Vin { get; init; }

    /// <summary>Short names of variants by name of ECU, for ECUs that are not to be their first application variant.</summary>
    public IReadOnlyDictionary<string, string> Variants { get; init; } = new Dictionary<string, string>();

    /// <summary>Values that are not to be invented.</summary>
    public IReadOnlyList<SimulatedValue> Values { get; init; } = [];

    /// <summary>Protocol whose communication parameters give the addresses; ECUs without it use any.</summary>
    public string Protocol { get; init; } = "UDS_Ethernet_DoIP_DOBT";

    /// <summary>How ECUs behave where databases do not say.</summary>
    public EcuProfile Profile { get; init; } = new();

    /// <summary>Clock of sessions and of values that move.</summary>
    /// <value>Default the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
