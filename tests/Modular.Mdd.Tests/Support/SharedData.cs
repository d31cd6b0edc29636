namespace Modular.Mdd.Tests.Support;

/// <summary>Finds test data of others, which is kept beside the repository and may be absent.</summary>
internal static class SharedData
{
    private const string Variable = "MODULAR_SHARED_DATA";

    public static string? Root { get; } = Find();

    public static string PathOf(string relative) => Path.Combine(Root!, relative);

    public static byte[] Read(string relative) => File.ReadAllBytes(PathOf(relative));

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return Directory.Exists(named) ? named : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Modular.sln")))
            {
                var data = Path.Combine(folder.FullName, "..", "shared", "data");
                return Directory.Exists(data) ? Path.GetFullPath(data) : null;
            }
        }

        return null;
    }
}
