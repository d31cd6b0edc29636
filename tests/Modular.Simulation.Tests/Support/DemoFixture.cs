using Modular.Kernel;
using Modular.Sdk.Testing.Time;
using Modular.Simulation.Demo;

namespace Modular.Simulation.Tests.Support;

/// <summary>The demo vehicle with a clock that moves by hand.</summary>
internal sealed class DemoFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-demo-");

    public DemoFixture(Func<VehicleSettings, VehicleSettings>? change = null)
    {
        Paths = DemoVehicle.WriteDatabases(_folder.FullName);
        var settings = DemoVehicle.Settings with { TimeProvider = Time };
        Vehicle = SimulatedVehicle.Load(Paths, change?.Invoke(settings) ?? settings);
    }

    public ManualTimeProvider Time { get; } = new();

    public IReadOnlyList<string> Paths { get; }

    public SimulatedVehicle Vehicle { get; }

    public SimulatedEcu Gateway => Find("CentralGateway");

    public SimulatedEcu Engine => Find("EngineControl");

    public SimulatedEcu Battery => Find("BatteryManager");

    public SimulatedEcu Find(string name) => Vehicle.Ecus.Single(ecu => ecu.Name == name);

    public DiagnosticDatabase OpenDatabase(string name) =>
        DiagnosticDatabase.Open(Paths.Single(path => Path.GetFileNameWithoutExtension(path) == name));

    public void Dispose()
    {
        Vehicle.Dispose();
        _folder.Delete(recursive: true);
    }
}
