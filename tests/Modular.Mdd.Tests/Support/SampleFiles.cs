namespace Modular.Mdd.Tests.Support;

/// <summary>Real databases of others.</summary>
internal static class SampleFiles
{
    public static string PathOf(string name) => Path.Combine(RepositoryPaths.SharedData!, "mdd", name + ".mdd");

    public static byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public static byte[] ReadPayload(string name)
    {
        var file = MddFile.Open(Read(name));
        return file.ReadChunk(file.Container.Chunks.Single(chunk => chunk.HasData)).ToArray();
    }
}
