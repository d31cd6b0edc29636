using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.Processes;

/// <summary>The executable as the build left it.</summary>
internal static class ModularExecutable
{
    public static string Folder { get; } =
        Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "Modular.Host", RepositoryPaths.Configuration);

    public static string FilePath { get; } = Path.Combine(Folder, OperatingSystem.IsWindows() ? "modular.exe" : "modular");

    /// <summary>Starts <c>modular</c> with state kept in a folder of the test's own.</summary>
    public static ChildProcess Start(TemporaryFolder state, params string[] arguments) => OperatingSystem.IsLinux()
        // A background job of a shell ignores Ctrl-C and so would its children; env gives them the default back.
        ? ChildProcess.Start("/usr/bin/env", ["--default-signal=INT", FilePath, .. arguments], state.Path, Environment(state))
        : ChildProcess.Start(FilePath, arguments, state.Path, Environment(state));

    public static IReadOnlyDictionary<string, string?> Environment(TemporaryFolder state) =>
        new Dictionary<string, string?> { ["MODULAR__PLUGINS__DATAPATH"] = System.IO.Path.Combine(state.Path, "state") };
}
