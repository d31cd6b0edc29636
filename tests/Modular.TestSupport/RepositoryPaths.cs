namespace Modular.TestSupport;

/// <summary>Finds the checkout that a test runs in, and the conformance data beside it.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds Modular.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Databases, ODX files and byte vectors of others: the folder named by MODULAR_SHARED_DATA, else
    /// <c>../shared/data</c> beside the checkout. Null where there is none; tests that need it skip.
    /// </summary>
    public static string? SharedData { get; } = FindSharedData();

    /// <summary>The build's configuration in lower case, as the artifacts layout spells it.</summary>
    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Modular.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Modular.sln.");
    }

    private static string? FindSharedData()
    {
        var folder = Environment.GetEnvironmentVariable("MODULAR_SHARED_DATA")
            ?? Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));
        return Directory.Exists(folder) ? folder : null;
    }
}
