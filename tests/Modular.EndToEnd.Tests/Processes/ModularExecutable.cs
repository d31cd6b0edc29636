using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.Processes;

/// <summary>The executable as the build left it.</summary>
internal static class ModularExecutable
{
    public static string Folder { get; } =
        Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "Modular.Host", RepositoryPaths.Configuration);

    public static string FilePath { get; } = Path.Combine(Folder, OperatingSystem.IsWindows() ? "modular.exe" : "modular");

    /// <summary>Starts <c>modular</c> with state kept in a folder of the test's own.</summary>
    public static ChildProcess Start(TemporaryFolder state, params string[] arguments) => Start(state, null, arguments);

    /// <summary>The same, with further variables of the environment.</summary>
    public static ChildProcess Start(TemporaryFolder state, IReadOnlyDictionary<string, string?>? environment, string[] arguments) => OperatingSystem.IsLinux()
        // A background job of a shell ignores Ctrl-C and so would its children; env gives them the default back.
        ? ChildProcess.Start("/usr/bin/env", ["--default-signal=INT", FilePath, .. arguments], state.Path, Environment(state, environment))
        : ChildProcess.Start(FilePath, arguments, state.Path, Environment(state, environment));

    public static IReadOnlyDictionary<string, string?> Environment(TemporaryFolder state, IReadOnlyDictionary<string, string?>? more = null) =>
        new Dictionary<string, string?>(more ?? new Dictionary<string, string?>()) { ["MODULAR__PLUGINS__DATAPATH"] = System.IO.Path.Combine(state.Path, "state") };
}
