using Modular.Kernel;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>An ECU as its database and the configuration describe it. Immutable.</summary>
/// <param name="Name">Name of the ECU.</param>
/// <param name="Database">Its database.</param>
/// <param name="Protocol">Short name of the protocol in use, or null where the database has none.</param>
/// <param name="ComParams">Communication parameters, overrides of the configuration applied.</param>
/// <param name="LogicalAddress">Logical address, or null where none is given.</param>
/// <param name="GatewayAddress">Logical address of the gateway in front; the ECU's own where it is its own gateway.</param>
internal sealed record EcuDefinition(
    string Name,
    DiagnosticDatabase Database,
    string? Protocol,
    ComParamSet ComParams,
    uint? LogicalAddress,
    uint? GatewayAddress)
{
    // The default of the reference adapter, which ECUs' databases rely on where they give none.
    private static readonly TimeSpan DefaultTesterPresentPeriod = TimeSpan.FromSeconds(2);

    /// <summary>Time between two tester present messages.</summary>
    public TimeSpan TesterPresentPeriod { get; } =
        ComParams.GetDuration(ComParamNames.TesterPresentTime) is { Ticks: > 0 } given ? given : DefaultTesterPresentPeriod;

    /// <summary>What two definitions have in common when they describe ECUs at the same place.</summary>
    public string Place => (LogicalAddress, GatewayAddress) switch
    {
        ({ } ecu, { } gateway) => $"logical:{gateway:X4}@{ecu:X4}",
        _ when ComParams.TryGetText(ComParamNames.CanRequestIdentifier, out var request)
            && ComParams.TryGetText(ComParamNames.CanResponseIdentifier, out var response) => $"can:{request}@{response}",
        _ => $"name:{Name.ToUpperInvariant()}",
    };
}
