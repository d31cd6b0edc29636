namespace Modular.Simulation.Services;

/// <summary>Data identifiers whose content the standard fixes.</summary>
internal static class StandardIdentifier
{
    /// <summary>Active diagnostic session.</summary>
    public const ushort ActiveDiagnosticSession = 0xF186;

    /// <summary>Vehicle identification number.</summary>
    public const ushort VehicleIdentificationNumber = 0xF190;
}
