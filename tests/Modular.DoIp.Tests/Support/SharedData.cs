namespace Modular.DoIp.Tests.Support;

/// <summary>Finds conformance data that is kept beside the repository, not in it.</summary>
internal static class SharedData
{
    public static string? Find(string relativePath)
    {
        var root = Environment.GetEnvironmentVariable("MODULAR_SHARED_DATA") ?? BesideRepository();
        var path = root is null ? null : Path.Combine(root, relativePath);
        return File.Exists(path) ? path : null;
    }

    private static string? BesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Modular.sln")))
            {
                return Path.Combine(folder.FullName, "..", "shared", "data");
            }
        }

        return null;
    }
}
