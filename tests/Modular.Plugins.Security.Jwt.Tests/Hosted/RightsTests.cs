using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Testing.Plugins;

namespace Modular.Plugins.Security.Jwt.Tests.Hosted;

public sealed class RightsTests : IDisposable
{
    private const string Components = HostedServer.Components;

    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _folder.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Grants_WorkshopAndNobody_SeeAndDoWhatTheyMayAndThePluginUnloads()
    {
        await using var host = await StartAsync();
        var client = host.Client;
        var workshop = Make("workshop");
        var (_, listed) = await HostedServer.SendAsync(client, Components, workshop);
        var (_, data) = await HostedServer.SendAsync(client, $"{Components}/flxc1000/data", workshop);
        var (read, vin) = await HostedServer.SendAsync(client, $"{Components}/flxc1000/data/vindataidentifier", workshop);
        var (secret, reason) = await HostedServer.SendAsync(client, $"{Components}/flxc1000/data/secret", workshop);
        var (other, _) = await HostedServer.SendAsync(client, $"{Components}/fsnr2000/data", workshop);
        var (locked, _) = await HostedServer.SendAsync(client, $"{Components}/flxc1000/locks", workshop, "POST", """{"lock_expiration":10}""");
        var (nobody, _) = await HostedServer.SendAsync(client, $"{Components}/flxc1000/data/vindataidentifier", Make("nobody"));
        var (_, empty) = await HostedServer.SendAsync(client, Components, Make("nobody"));
        var (plugins, _) = await HostedServer.SendAsync(client, "/modular/v1/plugins", workshop);

        Assert.Contains("flxc1000", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("fsnr2000", listed, StringComparison.Ordinal);
        Assert.Contains("VINDataIdentifier", data, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", data, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, read);
        Assert.Contains("SCEDT26T8BD005261", vin, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, secret);
        Assert.Contains("no grant of the server covers it", reason, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (other, locked));
        Assert.Equal(HttpStatusCode.Forbidden, nobody);
        Assert.DoesNotContain("flxc1000", empty, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, plugins);
        await host.AssertUnloadsAsync();
    }

    [Fact]
    public async Task Grants_Admin_MayAlsoLockWriteAndAdminister()
    {
        await using var host = await StartAsync();
        var admin = Make("admin");

        var (locked, _) = await HostedServer.SendAsync(host.Client, $"{Components}/flxc1000/locks", admin, "POST", """{"lock_expiration":10}""");
        var (_, data) = await HostedServer.SendAsync(host.Client, $"{Components}/flxc1000/data", admin);
        var (plugins, _) = await HostedServer.SendAsync(host.Client, "/modular/v1/plugins", admin);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (locked, plugins));
        Assert.Contains("Secret", data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replace_WhileCallersRead_NoRequestFailsAndEveryGenerationIsGone()
    {
        await using var host = await StartAsync();
        var token = Make("workshop");
        using var stop = new CancellationTokenSource();
        var address = host.Client.BaseAddress!;
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadAsync(address, token, stop.Token))).ToArray();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(0, (await host.ReplaceAsync("modular.security.jwt")).Unfinished);
        }

        await stop.CancelAsync();
        var results = await Task.WhenAll(callers);

        Assert.All(results, static result => Assert.Equal(string.Empty, result.Failure));
        Assert.True(results.Sum(static result => result.Served) > 0, "Nobody was served.");
        await host.AssertUnloadsAsync();
    }

    private static async Task<(int Served, string Failure)> ReadAsync(Uri address, string token, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var served = 0;
        do
        {
            using var response = await client.GetAsync($"{Components}/flxc1000/data/vindataidentifier", CancellationToken.None);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (served, $"{response.StatusCode} {await response.Content.ReadAsStringAsync(CancellationToken.None)}");
            }

            served++;
        }
        while (!stop.IsCancellationRequested);
        return (served, string.Empty);
    }

    private string Make(string role) => Token.Make(
        """{"alg":"ES256","kid":"1"}""",
        Token.Claims(sub: $"\"{role}\"", exp: TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600, more: $"\"roles\":[\"{role}\"]"),
        input => _key.SignData(input, HashAlgorithmName.SHA256));

    private Task<PluginTestHost> StartAsync() => PluginTestHost.StartAsync(HostedServer.Options(
        ("Jwt:Issuer", "https://issuer"),
        ("Jwt:Audience", "modular"),
        ("Jwt:JwksFile", _folder.Write("jwks.json", JwksServer.Set(JwksServer.Key(_key, "1")))),
        ("Jwt:Grants:0:Claim", "roles"),
        ("Jwt:Grants:0:Values:0", "workshop"),
        ("Jwt:Grants:0:Entities:0", "FLXC*"),
        ("Jwt:Grants:0:Resources:0", "data"),
        ("Jwt:Grants:0:Services:0", "VIN*"),
        ("Jwt:Grants:1:Claim", "roles"),
        ("Jwt:Grants:1:Values:0", "admin"),
        ("Jwt:Grants:1:Access", "Write")));
}
