using Microsoft.Extensions.Logging;
using Modular.DoIp.Entity;
using Modular.Kernel;
using Modular.Mdd;
using Modular.Sdk.Diagnostics;
using Modular.Simulation.Values;

namespace Modular.Simulation;

/// <summary>A vehicle made from databases: DoIP entities, and ECUs behind them. Safe for concurrent use.</summary>
public sealed class SimulatedVehicle : IDisposable
{
    private readonly IReadOnlyList<DiagnosticDatabase> _databases;
    private readonly TimeProvider _time;

    private SimulatedVehicle(IReadOnlyList<DiagnosticDatabase> databases, VehicleSettings settings)
    {
        _databases = databases;
        _time = settings.TimeProvider;
        Vin = settings.Vin ?? VinGenerator.Create(settings.Seed);
        if (!VinGenerator.IsValid(Vin))
        {
            throw new SimulationException($"'{Vin}' is no vehicle identification number: it has 17 digits and capital letters without I, O and Q.");
        }

        var known = databases.Select(static database => database.EcuName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = settings.Variants.Keys.Concat(settings.Values.Select(static value => value.Ecu).OfType<string>()).FirstOrDefault(name => !known.Contains(name));
        if (unknown is not null)
        {
            throw new SimulationException($"The vehicle has no ECU {unknown}. It has: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }

        var all = databases
            .OrderBy(static database => database.EcuName, StringComparer.Ordinal)
            .Select(database => Create(database, settings, Vin))
            .ToArray();
        var served = all
            .GroupBy(static ecu => ecu.LogicalAddress)
            .Select(group => group.FirstOrDefault(ecu => settings.Variants.Keys.Contains(ecu.Name, StringComparer.OrdinalIgnoreCase)) ?? group.First())
            .ToArray();
        Ecus = served;
        Hidden = [.. all.Except(served)];
        Gateways =
        [
            .. served
                .GroupBy(static ecu => ecu.GatewayAddress)
                .OrderBy(static group => group.Key)
                .Select(group => new SimulatedGateway(group.Key, [.. group], Vin, settings.Seed)),
        ];
    }

    /// <summary>Vehicle identification number.</summary>
    public string Vin { get; }

    /// <summary>DoIP entities by logical address.</summary>
    public IReadOnlyList<SimulatedGateway> Gateways { get; }

    /// <summary>ECUs that answer, by name.</summary>
    public IReadOnlyList<SimulatedEcu> Ecus { get; }

    /// <summary>ECUs that do not answer because another one has their logical address.</summary>
    public IReadOnlyList<SimulatedEcu> Hidden { get; }

    /// <summary>Makes a vehicle from MDD files.</summary>
    /// <param name="paths">Paths of the files. Descriptions of functional groups are passed over.</param>
    /// <param name="settings">What the operator decides; null for the defaults.</param>
    /// <returns>The vehicle; the caller disposes it.</returns>
    /// <exception cref="SimulationException">A file cannot be read, no file describes an ECU, or the settings do not fit.</exception>
    public static SimulatedVehicle Load(IEnumerable<string> paths, VehicleSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var databases = new List<DiagnosticDatabase>();
        try
        {
            foreach (var path in paths)
            {
                var database = Open(path);
                if (database.Variants.Count > 0)
                {
                    databases.Add(database);
                }
                else
                {
                    database.Dispose();
                }
            }

            if (databases.Count == 0)
            {
                throw new SimulationException("None of the databases describes an ECU.");
            }

            return new SimulatedVehicle(databases, settings ?? new VehicleSettings());
        }
        catch
        {
            databases.ForEach(static database => database.Dispose());
            throw;
        }
    }

    /// <summary>Opens the sockets and serves from then on.</summary>
    /// <param name="options">Address, port and announcements; null for port 13400 on loopback.</param>
    /// <param name="logger">Where to log; null logs nothing.</param>
    /// <returns>The server; the caller disposes it, before the vehicle.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The address or port cannot be had.</exception>
    public DoIpServer Serve(DoIpServerOptions? options = null, ILogger? logger = null) =>
        DoIpServer.Start(Gateways.Select(static gateway => gateway.Entity), options, _time, logger);

    /// <summary>Stops timers and closes the databases.</summary>
    public void Dispose()
    {
        foreach (var ecu in Ecus.Concat(Hidden))
        {
            ecu.Dispose();
        }

        foreach (var database in _databases)
        {
            database.Dispose();
        }
    }

    private static SimulatedEcu Create(DiagnosticDatabase database, VehicleSettings settings, string vin)
    {
        try
        {
            return new SimulatedEcu(database, settings, vin);
        }
        catch (DiagnosticException exception)
        {
            throw new SimulationException($"{database.EcuName} cannot be simulated: {exception.Message}", exception);
        }
    }

    private static DiagnosticDatabase Open(string path)
    {
        try
        {
            return DiagnosticDatabase.Open(path);
        }
        catch (Exception exception) when (exception is DiagnosticException or MddFormatException or IOException or UnauthorizedAccessException)
        {
            throw new SimulationException($"{path} cannot be used: {(exception as MddFormatException)?.Detail ?? exception.Message.TrimEnd('.')}.", exception);
        }
    }
}
