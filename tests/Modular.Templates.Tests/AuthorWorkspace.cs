using Modular.Hosting.Server;
using Modular.TestSupport;

namespace Modular.Templates.Tests;

/// <summary>
/// What an author has: the packages in a feed, the installed template, and one generated plugin of each kind, built and
/// tested against the packages. Made once for all tests.
/// </summary>
public sealed class AuthorWorkspace : IAsyncLifetime
{
    /// <summary>The kinds, and the name of the plugin generated of each.</summary>
    public static IReadOnlyDictionary<string, string> Plugins { get; } = new Dictionary<string, string>
    {
        ["endpoints"] = "Acme.Endpoints",
        ["security"] = "Acme.Security",
        ["safety"] = "Acme.Safety",
        ["log-sink"] = "Acme.LogSink",
        ["transport"] = "Acme.Transport",
        ["protocol"] = "Acme.Protocol",
    };

    /// <summary>Version of the packages.</summary>
    public static string SdkVersion => ProductVersion.Sdk.ToString();

    /// <summary>A folder outside of the repository, gone after the tests.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("modular-author-").FullName;

    /// <summary>Folder of the packages.</summary>
    public string Feed => Directory.CreateDirectory(Path.Combine(Root, "feed")).FullName;

    private string Hive => Path.Combine(Root, "hive");

    /// <summary>The folder an author generated a plugin into.</summary>
    public string FolderOf(string kind) => Path.Combine(Root, Plugins[kind]);

    /// <summary>The folder the build staged a version of the plugin in.</summary>
    public string StagedFolderOf(string kind, string version = "1.0.0") => Path.Combine(
        FolderOf(kind), Plugins[kind], "bin", "plugins", "debug", Plugins[kind].ToLowerInvariant(), version);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (var project in new[] { "Modular.Sdk", "Modular.Sdk.Testing", "Modular.Sdk.Templates" })
        {
            // Packed as built: this test's build made them, and pack would otherwise build a second configuration.
            await DotNet.RunAsync(
                RepositoryPaths.Root, "pack", Path.Combine("sdk", project), "--no-build", "-p:BuildProjectReferences=false", "-c", RepositoryPaths.Configuration, "-o", Feed);
        }

        await File.WriteAllTextAsync(Path.Combine(Root, "nuget.config"), NuGetConfiguration());
        await DotNet.RunAsync(Root, "new", "install", Path.Combine(Feed, $"Modular.Sdk.Templates.{SdkVersion}.nupkg"), "--debug:custom-hive", Hive);
        foreach (var (kind, name) in Plugins)
        {
            await DotNet.RunAsync(Root, "new", "modular-plugin", "--kind", kind, "-n", name, "--debug:custom-hive", Hive);
        }

        // One build of everything, since the tool's start costs more than a project; warnings are errors, for the template's sake.
        var projects = Plugins.Values.SelectMany(static name => new[] { $"{name}/{name}/{name}.csproj", $"{name}/{name}.Tests/{name}.Tests.csproj" });
        await File.WriteAllTextAsync(
            Path.Combine(Root, "All.slnx"),
            $"<Solution>{string.Concat(projects.Select(static project => $"<Project Path=\"{project}\" />"))}</Solution>");
        await DotNet.RunAsync(Root, "build", "All.slnx", "-warnaserror", "-p:NuGetAudit=false");
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The feed of the tests beside the ordinary one. Our own packages have the same version at every build, so they must not
    /// get into the machine's cache; all others may come from it.
    /// </summary>
    private static string NuGetConfiguration()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var isClean = Directory.Exists(cache) && !Directory.EnumerateDirectories(cache, "modular.sdk*").Any();
        return $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><add key="modular" value="feed" /></packageSources>
              {(isClean ? $"<fallbackPackageFolders><add key=\"machine\" value=\"{cache}\" /></fallbackPackageFolders>" : string.Empty)}
            </configuration>
            """;
    }
}
