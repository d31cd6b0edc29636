using System.Net;
using Modular.Simulation;

namespace Modular.Plugins.Simulation.Simulate;

/// <summary>What the command line of <c>modular simulate</c> asks for.</summary>
internal sealed record SimulateArguments
{
    /// <summary>Folder with the databases.</summary>
    public required string Folder { get; init; }

    /// <summary>Address of the sockets.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port of the sockets; 0 for one of the system's choice.</summary>
    public required ushort Port { get; init; }

    /// <summary>Whether the entities announce themselves at the start.</summary>
    public bool Announce { get; init; }

    /// <summary>What was decided about the vehicle.</summary>
    public required VehicleSettings Vehicle { get; init; }
}
