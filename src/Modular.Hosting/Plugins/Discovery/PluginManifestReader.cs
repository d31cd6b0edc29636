using System.Text.Json;
using System.Text.RegularExpressions;
using Modular.Hosting.Commands;
using Modular.Hosting.Configuration;
using Modular.Hosting.Http;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Reads <c>plugin.json</c>. Members it does not know are ignored, so that newer builds stay readable.</summary>
internal static partial class PluginManifestReader
{
    /// <summary>Largest manifest that is read, in bytes.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>Most files a plugin may have.</summary>
    public const int MaximumFiles = 4096;

    private const int Schema = 1;

    /// <summary>Reads the bytes of a folder's manifest, once: what is parsed is what is verified.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <exception cref="PluginProblemException">There is none, or it is too large.</exception>
    public static byte[] ReadFile(string directory)
    {
        var path = Path.Combine(directory, PluginPackage.ManifestFile);
        return File.Exists(path)
            ? BoundedFile.Read(path, MaximumBytes, PluginReasonCode.ManifestInvalid)
            : throw new PluginProblemException(PluginReasonCode.ManifestMissing, "The folder holds no plugin.json. The build of a plugin writes it.");
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="utf8Json">The bytes of the file.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="PluginProblemException">It is not a manifest this host can follow.</exception>
    public static PluginManifest Read(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = 16 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw ManifestJson.Invalid("holds no JSON object");
            }

            return Read(new ManifestJson(document.RootElement));
        }
        catch (JsonException exception)
        {
            throw ManifestJson.Invalid($"is not JSON ({exception.Message.TrimEnd('.')})");
        }
    }

    private static PluginManifest Read(ManifestJson json)
    {
        var schema = json.Number("schema", 0, 0, int.MaxValue);
        if (schema != Schema)
        {
            throw new PluginProblemException(
                PluginReasonCode.SchemaUnsupported,
                $"plugin.json has schema {schema}; this host reads schema {Schema}. Build the plugin with the SDK of this host, or update the host.");
        }

        var budgets = json.Object("budgets");
        var sdk = json.Text("sdk");
        return new PluginManifest
        {
            Id = Id(json.Text("id")),
            Version = json.Text("version"),
            Summary = json.Text("summary", string.Empty),
            Sdk = SemanticVersion.TryParse(sdk, out var version) ? version : throw ManifestJson.Invalid($"'sdk' {sdk} is no semantic version"),
            Main = json.Text("main"),
            Tier = Tier(json.Text("tier")),
            Kind = json.Text("kind", string.Empty),
            IsRequired = json.Flag("required"),
            Provides = json.Texts("provides"),
            Requires = json.Texts("requires"),
            Sections = [.. json.Texts("configuration").Select(Section)],
            Routes = [.. json.Texts("routes").Select(Route)],
            Overrides = [.. json.Texts("overrides").Select(Route)],
            Commands = [.. json.Items("commands").Select(Command)],
            StartBudget = TimeSpan.FromMilliseconds(budgets?.Number("startMilliseconds", 10_000, 1, 600_000) ?? 10_000),
            StopBudget = TimeSpan.FromMilliseconds(budgets?.Number("stopMilliseconds", 3_000, 1, 60_000) ?? 3_000),
            DrainBudget = TimeSpan.FromMilliseconds(budgets?.Number("drainMilliseconds", 10_000, 1, 600_000) ?? 10_000),
            Native = json.Texts("native"),
            Files = json.Map("files", MaximumFiles),
        };
    }

    private static string Id(string id) =>
        id.Length <= 128 && IdPattern().IsMatch(id)
            ? id
            : throw ManifestJson.Invalid($"'id' {id} is not of the form company.name, in lower case");

    private static PluginTier Tier(string tier) => tier switch
    {
        "T0" => PluginTier.T0,
        "T1" => PluginTier.T1,
        "T2" => throw new PluginProblemException(
            PluginReasonCode.TierUnsupported, "plugin.json asks for tier T2, a process of its own, which this host cannot run."),
        _ => throw new PluginProblemException(PluginReasonCode.TierUnknown, $"plugin.json names the tier {tier}; the tiers are T0, T1 and T2."),
    };

    private static string Section(string section) =>
        SectionPattern().IsMatch(section) && !HostKeys.Sections.Contains(section)
            ? section
            : throw new PluginProblemException(
                PluginReasonCode.SectionInvalid, $"plugin.json claims the configuration section '{section}', which is no name or belongs to the host.");

    private static string Route(string route) =>
        RoutePattern().IsMatch(route) && !HostPaths.IsHostOwned(route)
            ? route
            : throw new PluginProblemException(
                PluginReasonCode.RouteInvalid, $"plugin.json asks for the routes below '{route}', which is no path of literal segments or belongs to the host.");

    private static PluginCommandDeclaration Command(JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.Object)
        {
            var json = new ManifestJson(item);
            var name = json.Text("name", string.Empty);
            if (CommandPattern().IsMatch(name) && !HostCommands.IsHostCommand(name))
            {
                return new PluginCommandDeclaration(name, json.Text("summary", string.Empty));
            }
        }

        throw new PluginProblemException(
            PluginReasonCode.CommandInvalid,
            "plugin.json declares a command without a name of the form 'word' or 'two-words', or one that is the host's own.");
    }

    [GeneratedRegex(@"^[a-z0-9]+([.-][a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SectionPattern();

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]{1,64}){1,16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoutePattern();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex CommandPattern();
}
