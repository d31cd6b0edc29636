namespace Modular.Simulation.Ecus;

/// <summary>What an ECU is made from besides its database.</summary>
internal sealed record EcuSetup
{
    /// <summary>Name of the ECU.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of the vehicle.</summary>
    public required int Seed { get; init; }

    /// <summary>Vehicle identification number.</summary>
    public required string Vin { get; init; }

    /// <summary>Clock.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>How the ECU behaves where its database does not say.</summary>
    public required EcuProfile Profile { get; init; }

    /// <summary>Values an operator wants, of this ECU only.</summary>
    public required IReadOnlyList<SimulatedValue> Values { get; init; }
}
