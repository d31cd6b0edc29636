using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Modular.TestSupport;

namespace Modular.Templates.Tests.Compatibility;

/// <summary>A released package of the contracts, kept in the repository, and plugins compiled against it.</summary>
internal sealed class ContractPackage
{
    private const string Id = "compatible.plugin";
    private const string MainFile = "Compatible.dll";

    private readonly string _version;
    private readonly byte[] _contract;

    private ContractPackage(string version, byte[] contract) => (_version, _contract) = (version, contract);

    /// <summary>Versions of the packages that are kept, lowest first.</summary>
    public static IReadOnlyList<string> Versions { get; } =
        [.. Directory.EnumerateFiles(Folder, "Modular.Sdk.*.nupkg").Select(static path => Path.GetFileNameWithoutExtension(path)["Modular.Sdk.".Length..]).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(RepositoryPaths.Root, "sdk", "baseline");

    public static ContractPackage Open(string version)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Folder, $"Modular.Sdk.{version}.nupkg"));
        using var stream = package.GetEntry("ref/net10.0/Modular.Sdk.dll")!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return new ContractPackage(version, copy.ToArray());
    }

    /// <summary>Compiles the plugin and stages it below a folder.</summary>
    /// <param name="root">A folder of the test.</param>
    /// <param name="claimed">Version of the SDK it says it was built on; null for this package's.</param>
    /// <returns>The staged folder.</returns>
    public string StagePlugin(string root, string? claimed = null)
    {
        claimed ??= _version;
        var folder = Directory.CreateDirectory(Path.Combine(root, Id, "1.0.0")).FullName;
        var assembly = Compile(claimed);
        File.WriteAllBytes(Path.Combine(folder, MainFile), assembly);
        var manifest = new JsonObject
        {
            ["schema"] = 1,
            ["id"] = Id,
            ["version"] = "1.0.0",
            ["sdk"] = claimed,
            ["main"] = MainFile,
            ["tier"] = "T1",
            ["provides"] = new JsonArray(
                "Modular.Sdk.Security.IAuthenticator", "Modular.Sdk.Transports.ITransport", "Modular.Sdk.Safety.ISafetyPolicy", "Modular.Sdk.Logging.ILogSink"),
            ["routes"] = new JsonArray("/compatible"),
            ["files"] = new JsonObject { [MainFile] = Convert.ToHexString(SHA256.HashData(assembly)) },
        };
        File.WriteAllText(Path.Combine(folder, "plugin.json"), manifest.ToJsonString());
        return folder;
    }

    private byte[] Compile(string claimed)
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Compatibility", "Plugin.txt")).Replace("SDK_VERSION", claimed, StringComparison.Ordinal);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("Modular.", StringComparison.Ordinal))
            .Select(static path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .Append(MetadataReference.CreateFromImage(_contract));
        var compilation = CSharpCompilation.Create(
            "Compatible",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true, nullableContextOptions: NullableContextOptions.Enable));
        using var output = new MemoryStream();
        var result = compilation.Emit(output);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return output.ToArray();
    }
}
