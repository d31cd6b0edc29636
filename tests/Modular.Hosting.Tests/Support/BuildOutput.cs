namespace Modular.Hosting.Tests.Support;

/// <summary>Where the build put what the tests load.</summary>
internal static class BuildOutput
{
    /// <summary><c>debug</c> or <c>release</c>: the last folder of the artifacts layout.</summary>
    public static string Configuration { get; } = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    /// <summary>The folder that holds Modular.sln.</summary>
    public static string Repository { get; } = FindRepository();

    public static string TestPlugins => Path.Combine(Repository, "artifacts", "test-plugins", Configuration);

    public static string SamplePlugins => Path.Combine(Repository, "artifacts", "sample-plugins", Configuration);

    /// <summary>The built host.</summary>
    public static string HostAssembly => Path.Combine(Repository, "artifacts", "bin", "Modular.Host", Configuration, "modular.dll");

    /// <summary>The built program for what needs a process of its own.</summary>
    public static string ProbeAssembly => Path.Combine(Repository, "artifacts", "bin", "Modular.Hosting.Probe", Configuration, "Modular.Hosting.Probe.dll");

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Modular.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
