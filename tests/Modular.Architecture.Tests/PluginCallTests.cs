namespace Modular.Architecture.Tests;

/// <summary>
/// The host runs code of plugins in known places only, each under a guard. Who adds one holds it by a guard, adds its row
/// here and in docs/contributor/plugin-calls.md, which says what guards which.
/// </summary>
public class PluginCallTests
{
    private const string Document = "docs/contributor/plugin-calls.md";

    // What the host implements itself, for plugins to call.
    private static readonly HashSet<string> HostsOwn =
    [
        "IPluginContext", "IHostFacts", "IHostSafety", "ICallerFeature", "IWrappedEndpointFeature",
    ];

    // Types of the framework through which the host calls what a plugin handed over.
    private static readonly HashSet<string> Delegates =
    [
        "Microsoft.AspNetCore.Http.RequestDelegate", "System.EventHandler", "Microsoft.Extensions.Hosting.IHostedService",
        "Modular.Sdk.Capabilities.CapabilityRegistration",
    ];

    [Fact]
    public void Host_CallsPlugins_InThePlacesTheDocumentNames()
    {
        var hosting = SourceProject.In("src").Single(project => project.Name == "Modular.Hosting");
        var path = BuiltAssembly.PathOf(hosting);
        Assert.NotNull(path);

        var found = CallSites.Find(path)
            // What a middleware calls is the rest of the host's own pipeline.
            .Where(static site => IsOfPlugins(site.Called) && !site.Caller.EndsWith("Middleware", StringComparison.Ordinal))
            .Select(static site => $"| `{site.Caller}` | `{site.Called.Split('.')[^1]}` |")
            .ToHashSet(StringComparer.Ordinal);

        var documented = File.ReadLines(Path.Combine(SourceProject.Root, Document))
            .Where(static line => line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|')[2].StartsWith(" `", StringComparison.Ordinal))
            .Select(static line => string.Join('|', line.Split('|')[..3]) + "|")
            .ToHashSet(StringComparer.Ordinal);
        var missing = found.Except(documented).Order(StringComparer.Ordinal).ToList();
        var gone = documented.Except(found).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, $"The host calls plugins where {Document} names no guard:\n{string.Join('\n', missing)}");
        Assert.True(gone.Count == 0, $"{Document} names calls which are not there any more:\n{string.Join('\n', gone)}");
    }

    private static bool IsOfPlugins(string type)
    {
        var name = type.Split('.')[^1];
        return Delegates.Contains(type)
            || (type.StartsWith("Modular.Sdk.", StringComparison.Ordinal) && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) && !HostsOwn.Contains(name));
    }
}
