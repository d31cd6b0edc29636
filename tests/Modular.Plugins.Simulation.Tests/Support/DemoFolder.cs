using Modular.Simulation.Demo;

namespace Modular.Plugins.Simulation.Tests.Support;

/// <summary>A folder with the databases of the demo vehicle.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-simulate-");

    public DemoFolder() => DemoVehicle.WriteDatabases(_folder.FullName);

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
