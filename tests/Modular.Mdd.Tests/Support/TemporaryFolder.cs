using IoPath = System.IO.Path;

namespace Modular.Mdd.Tests.Support;

/// <summary>A folder of a test's own, removed with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("modular-mdd-").FullName;

    public string File(string name) => IoPath.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            // A file stays mapped until the database that read it is collected.
        }
    }
}
