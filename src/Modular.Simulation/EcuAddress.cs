using Modular.Kernel;
using Modular.Sdk.Transports;

namespace Modular.Simulation;

/// <summary>Where an ECU is, as its database says.</summary>
/// <param name="Gateway">Logical address of the gateway.</param>
/// <param name="Ecu">Logical address of the ECU; the gateway's where the database gives no own one.</param>
/// <param name="Functional">Functional address, or null.</param>
internal readonly record struct EcuAddress(ushort Gateway, ushort Ecu, ushort? Functional)
{
    private const string GatewayParameter = "CP_DoIPLogicalGatewayAddress";
    private const string EcuParameter = "CP_DoIPLogicalEcuAddress";
    private const string FunctionalParameter = "CP_DoIPLogicalFunctionalAddress";

    public static EcuAddress Resolve(DiagnosticDatabase database, string? protocol)
    {
        var comParams = database.ResolveComParams(
            database.Protocols.FirstOrDefault(name => name.Equals(protocol, StringComparison.OrdinalIgnoreCase)));
        var ecu = Get(database, comParams, EcuParameter);
        var gateway = Get(database, comParams, GatewayParameter) ?? ecu
            ?? throw new SimulationException($"{database.EcuName} has no logical address: neither {EcuParameter} nor {GatewayParameter} is given.");
        return new EcuAddress(gateway, ecu ?? gateway, Get(database, comParams, FunctionalParameter));
    }

    private static ushort? Get(DiagnosticDatabase database, ComParamSet comParams, string name)
    {
        try
        {
            return comParams.GetNumber(name) switch
            {
                null => null,
                <= ushort.MaxValue and { } value => (ushort)value,
                { } value => throw new SimulationException($"{database.EcuName}: {name} is {value}, above the greatest logical address 65535."),
            };
        }
        catch (FormatException exception)
        {
            throw new SimulationException($"{database.EcuName}: {exception.Message}", exception);
        }
    }
}
