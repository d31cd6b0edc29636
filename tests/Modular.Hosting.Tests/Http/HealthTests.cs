using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Http;

public sealed class HealthTests : IAsyncLifetime, IDisposable
{
    private readonly PluginRoot _root = new("test.endpoints");
    private TestServer _server = null!;

    public async Task InitializeAsync()
    {
        using var authority = new TestAuthority();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = authority.Issue(key, from: DateTimeOffset.UtcNow.AddDays(-1), to: DateTimeOffset.UtcNow.AddDays(1));
        TestAuthority.Sign(_root.FolderOf("test.endpoints"), key, certificate);
        var root = Path.Combine(_root.Path, "root.pem");
        await File.WriteAllTextAsync(root, authority.Root.ExportCertificatePem());
        _server = await TestServer.StartAsync(_root, $"--Plugins:Trust:Roots:0={root}");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Health_AllUp_IsExactlyTheReferencesShape() => Assert.Equal(
        (200, """{"status":"Up","version":"0.1.0","components":[{"name":"main","status":"Up"},{"name":"fixture","status":"Up"}]}"""),
        await _server.GetAsync("/health"));

    [Theory]
    [InlineData("Up", "Up", 204)]
    [InlineData("Starting", "Starting", 503)]
    [InlineData("Pending", "Starting", 503)]
    [InlineData("Failed", "Failed", 503)]
    public async Task Health_ContributorState_DecidesTheWhole(string part, string whole, int ready)
    {
        await _server.Client.PostAsync($"/fixture/health/{part}", null);

        var health = JsonNode.Parse((await _server.GetAsync("/health")).Body)!;
        var readiness = await _server.GetAsync("/health/ready");

        Assert.Equal((whole, part), ((string?)health["status"], (string?)health["components"]![1]!["status"]));
        Assert.Equal((ready, string.Empty), readiness);
    }
}
