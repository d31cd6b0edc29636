using Modular.Kernel;
using Modular.Kernel.Layers;
using Modular.Sdk.Transports;
using Modular.Simulation.Ecus;
using Modular.Simulation.Faults;
using Modular.Uds.Ecu;

namespace Modular.Simulation;

/// <summary>
/// An ECU that answers from its database: every service which the database describes for the variant that the ECU is.
/// Safe for concurrent use.
/// </summary>
/// <remarks>
/// What databases do not say follows ISO 14229-1 where it has a rule. Values are invented from the seed of the vehicle, so
/// the same vehicle answers the same on every machine.
/// </remarks>
public sealed class SimulatedEcu : IDisposable
{
    private readonly UdsServer _server;
    private readonly EcuApplication _application;

    /// <summary>Creates an ECU.</summary>
    /// <param name="database">Its database; stays the caller's.</param>
    /// <param name="settings">The vehicle it belongs to.</param>
    /// <param name="vin">Vehicle identification number.</param>
    /// <exception cref="SimulationException">
    /// The database describes no ECU or gives no address, or the settings name a variant or value which the ECU does not have.
    /// </exception>
    public SimulatedEcu(DiagnosticDatabase database, VehicleSettings settings, string vin)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(settings);
        Name = database.EcuName;
        var address = EcuAddress.Resolve(database, settings.Protocol);
        LogicalAddress = address.Ecu;
        GatewayAddress = address.Gateway;
        FunctionalAddress = address.Functional;
        var variant = Choose(database, settings);
        var core = new EcuCore(database, variant, new EcuSetup
        {
            Name = Name,
            Seed = settings.Seed,
            Vin = vin,
            TimeProvider = settings.TimeProvider,
            Profile = settings.Profile,
            Values = [.. settings.Values.Where(value => value.Ecu is null || value.Ecu.Equals(Name, StringComparison.OrdinalIgnoreCase))],
        });
        _application = new EcuApplication(core);
        _server = new UdsServer(
            _application,
            new UdsServerTiming
            {
                S3Server = settings.Profile.S3Server,
                P2ServerMaxMilliseconds = settings.Profile.P2ServerMaxMilliseconds,
                P2StarServerMaxMilliseconds = settings.Profile.P2StarServerMaxMilliseconds,
            },
            settings.TimeProvider);
        _server.SessionChanged += _application.OnSessionChanged;
    }

    /// <summary>Name of the ECU, from its database.</summary>
    public string Name { get; }

    /// <summary>Logical address of the ECU.</summary>
    public ushort LogicalAddress { get; }

    /// <summary>Logical address of the gateway it is behind; its own when it is a DoIP entity itself.</summary>
    public ushort GatewayAddress { get; }

    /// <summary>Functional address it listens to, or null.</summary>
    public ushort? FunctionalAddress { get; }

    /// <summary>Short name of the variant that answers now; in the programming session that may be the boot loader.</summary>
    public string Variant => _application.Read(static core => core.State.Variant.ShortName);

    /// <summary>The session, as the sub-function that starts it.</summary>
    public byte Session => _server.Session;

    /// <summary>The unlocked security level, as the odd sub-function that asks for its seed; 0 when locked.</summary>
    public byte SecurityLevel => _application.Read(static core => core.State.SecurityLevel);

    /// <summary>Communication control, as its sub-function; 0 is normal communication.</summary>
    public byte CommunicationControl => _application.Read(static core => core.State.CommunicationControl);

    /// <summary>DTC setting, as its sub-function; 1 is on.</summary>
    public byte DtcSetting => _application.Read(static core => core.State.DtcSetting);

    /// <summary>Trouble codes that are stored.</summary>
    public IReadOnlyList<SimulatedFault> Faults => _application.Read(static core => core.Faults.Stored.ToArray());

    /// <summary>Stores a trouble code, or changes the status of a stored one.</summary>
    /// <param name="fault">The trouble code.</param>
    public void Store(SimulatedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        _application.Read(core =>
        {
            core.Faults.Store(fault);
            return true;
        });
    }

    /// <summary>Works on one message of a tester.</summary>
    /// <param name="message">What came; anything but a request is ignored.</param>
    /// <param name="addressing">Whether the tester asked this ECU or all of them.</param>
    /// <param name="respond">Takes the responses; not called where an ECU keeps silent.</param>
    /// <param name="cancellationToken">The vehicle stops, or the tester is gone.</param>
    /// <returns>Completes when the last response was taken.</returns>
    public ValueTask HandleAsync(ReadOnlyMemory<byte> message, AddressingMode addressing, UdsResponder respond, CancellationToken cancellationToken) =>
        _server.HandleAsync(message, addressing, respond, cancellationToken);

    /// <summary>Stops the session's timer.</summary>
    public void Dispose() => _server.Dispose();

    private DiagnosticLayer Choose(DiagnosticDatabase database, VehicleSettings settings)
    {
        var wanted = settings.Variants.FirstOrDefault(pair => pair.Key.Equals(Name, StringComparison.OrdinalIgnoreCase)).Value;
        if (wanted is null)
        {
            return VariantChoice.Default(database) ?? throw new SimulationException($"{Name} describes no variant of an ECU.");
        }

        return database.Variants.FirstOrDefault(variant => variant.ShortName.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new SimulationException(
                $"{Name} has no variant {wanted}. It has: {string.Join(", ", database.Variants.Select(static variant => variant.ShortName))}.");
    }
}
