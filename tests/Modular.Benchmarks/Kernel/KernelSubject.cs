using Modular.Kernel;
using Modular.Kernel.Services;
using Modular.Simulation.Demo;
using Modular.TestSupport;

namespace Modular.Benchmarks.Kernel;

/// <summary>A database and the two answers that are decoded from it: FLXC1000 where it is, the demo's engine elsewhere.</summary>
internal sealed class KernelSubject : IDisposable
{
    private const string Vin = "5756575A5A5A314B5A3657303030303031";

    private readonly DiagnosticDatabase _database;

    private KernelSubject(DiagnosticDatabase database, string vinService, string numberService, string numberResponse)
    {
        _database = database;
        VinService = Find(vinService);
        NumberService = Find(numberService);
        NumberResponse = Convert.FromHexString(numberResponse);
    }

    public KernelService VinService { get; }

    public byte[] VinResponse { get; } = Convert.FromHexString("62F190" + Vin);

    public KernelService NumberService { get; }

    public byte[] NumberResponse { get; }

    public static KernelSubject Open()
    {
        if (RepositoryPaths.SharedData is { } data)
        {
            var database = DiagnosticDatabase.Open(Path.Combine(data, "mdd", "FLXC1000.mdd"));
            return new KernelSubject(database, "VINDataIdentifier_Read", "FluxCapacitorPowerConsumption_Read", "62F20000001234");
        }

        var engine = DemoVehicle.Describe().Single(static file => file.Description.EcuName == "EngineControl");
        return new KernelSubject(new DiagnosticDatabase(engine.ToDatabase()), "VehicleIdentificationNumber_Read", "EngineSpeed_Read", "6203010C80");
    }

    public void Dispose() => _database.Dispose();

    private KernelService Find(string name) => _database.BaseVariant!.Find(name)
        ?? throw new InvalidOperationException($"{_database.EcuName} has no service {name}.");
}
