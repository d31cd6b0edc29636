namespace Modular.Architecture.Tests;

/// <summary>Dependencies point one way; docs/architecture.md says why.</summary>
public class DependencyTests
{
    private const string Sdk = "Modular.Sdk";
    private const string Host = "Modular.Host";
    private const string Hosting = "Modular.Hosting";

    private static readonly IReadOnlyList<SourceProject> SdkProjects = SourceProject.In("sdk");
    private static readonly IReadOnlyList<SourceProject> Libraries = [.. SourceProject.In("src").Where(project => project.Name is not (Host or Hosting))];
    private static readonly IReadOnlyList<SourceProject> Plugins = SourceProject.In("plugins");
    private static readonly IReadOnlyList<SourceProject> Samples = SourceProject.In("samples");

    [Fact]
    public void Repository_Layers_AreNotEmpty()
    {
        Assert.Contains(SdkProjects, project => project.Name == Sdk);
        Assert.NotEmpty(Libraries);
        Assert.NotEmpty(Plugins);
        Assert.NotEmpty(Samples);
    }

    [Fact]
    public void Sdk_Contracts_StandOnTheFrameworkAndMefsAttributesOnly()
    {
        var sdk = SdkProjects.Single(project => project.Name == Sdk);

        Assert.Empty(sdk.Projects);
        // The analyzers run in the compiler of whoever refers to the package; no assembly of them is in it.
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers", "System.Composition.AttributedModel"], sdk.Packages.Order(StringComparer.Ordinal));
        Assert.All(BuiltAssembly.ReferencesOf(sdk)!, name => Assert.True(
            name is "System.Composition.AttributedModel" or "netstandard" or "mscorlib"
            || (name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("System.Composition", StringComparison.Ordinal))
            || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal),
            $"{Sdk} refers to {name}."));
    }

    [Fact]
    public void Sdk_OtherProjects_StandOnTheSdkAndTheRealHostOnly() =>
        Assert.All(SdkProjects, project => Assert.All(project.Projects, reference => Assert.Contains(reference, new[] { Sdk, Hosting })));

    [Fact]
    public void Libraries_ReferToTheSdkAndLibrariesOnly()
    {
        var allowed = Libraries.Select(project => project.Name).Append(Sdk).ToHashSet(StringComparer.Ordinal);
        foreach (var library in Libraries)
        {
            Assert.All(library.Projects, reference => Assert.True(allowed.Contains(reference), $"{library.Name} refers to {reference}."));
            AssertBuilt(library, name => allowed.Contains(name));
        }
    }

    [Fact]
    public void Plugins_ReferToNoOtherPluginAndNotToTheHost()
    {
        var allowed = Libraries.Select(project => project.Name).Append(Sdk).ToHashSet(StringComparer.Ordinal);
        foreach (var plugin in Plugins.Concat(Samples))
        {
            Assert.All(plugin.Projects, reference => Assert.True(allowed.Contains(reference), $"{plugin.Name} refers to {reference}."));
            AssertBuilt(plugin, name => allowed.Contains(name));
        }
    }

    [Theory]
    [InlineData(Hosting, Sdk)]
    [InlineData(Host, Hosting)]
    public void Host_RefersToTheSdkAndToNothingElseOfOurs(string name, string reference)
    {
        var host = SourceProject.In("src").Single(project => project.Name == name);

        Assert.Equal([reference], host.Projects);
        Assert.NotNull(BuiltAssembly.ReferencesOf(host));
        AssertBuilt(host, other => other == reference);
    }

    [Fact]
    public void Libraries_OfEquals_HaveNoCircle()
    {
        var byName = Libraries.ToDictionary(project => project.Name, StringComparer.Ordinal);
        foreach (var library in Libraries)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var pending = new Stack<string>(library.Projects);
            while (pending.TryPop(out var name))
            {
                Assert.NotEqual(library.Name, name);
                if (seen.Add(name) && byName.TryGetValue(name, out var next))
                {
                    foreach (var reference in next.Projects)
                    {
                        pending.Push(reference);
                    }
                }
            }
        }
    }

    private static void AssertBuilt(SourceProject project, Func<string, bool> isAllowed)
    {
        var ours = BuiltAssembly.ReferencesOf(project)?.Where(name => name.StartsWith("Modular.", StringComparison.Ordinal)) ?? [];
        Assert.All(ours, name => Assert.True(isAllowed(name), $"The assembly of {project.Name} refers to {name}."));
    }
}
