using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Health;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Keys;

public sealed class RemoteKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _old = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _new = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _folder.Dispose();
        _old.Dispose();
        _new.Dispose();
    }

    [Fact]
    public async Task Authenticate_BeforeTheFirstFetchIsDone_WaitsForIt()
    {
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(_old, "1"));
        await using var server = Start(issuer);

        Assert.Equal("alice", (await AuthenticateAsync(server, _old, "1")).Context?.Subject);
        Assert.Equal(HealthState.Up, server.Health.State);
    }

    [Fact]
    public async Task Authenticate_RolledOverWithOverlap_NoTokenIsRefused()
    {
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(_old, "1"));
        await using var server = Start(issuer);
        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);

        issuer.Serve(JwksServer.Key(_old, "1"), JwksServer.Key(_new, "2"));
        server.Time.Advance(TimeSpan.FromSeconds(31));

        Assert.NotNull((await AuthenticateAsync(server, _new, "2")).Context);
        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);
        Assert.Equal(2, issuer.Requests);
    }

    [Fact]
    public async Task Authenticate_KeyWithdrawn_IsRefusedAfterTheNextFetchAlsoFromTheCache()
    {
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(_old, "1"));
        await using var server = Start(issuer);
        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);
        await issuer.ServedAsync();
        var before = server.State.Current;

        issuer.Serve(JwksServer.Key(_new, "2"));
        server.Time.Advance(TimeSpan.FromSeconds(3600));
        await issuer.ServedAsync();
        await ChangedAsync(server, before);

        Assert.Contains("'1' (kid)", (await AuthenticateAsync(server, _old, "1")).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_ManyTokensWithUnknownKeys_FetchOnceInAWhile()
    {
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(_old, "1"));
        await using var server = Start(issuer);
        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(AuthenticationFailure.InvalidCredential, (await AuthenticateAsync(server, _new, $"unknown{i}")).Failure);
        }

        Assert.Equal(1, issuer.Requests);
        server.Time.Advance(TimeSpan.FromSeconds(30));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => AuthenticateAsync(server, _new, $"other{i}")));
        Assert.Equal(2, issuer.Requests);
    }

    [Fact]
    public async Task Authenticate_TokenWithoutKeyIdAfterRotation_FetchesAndFits()
    {
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(_old, null));
        await using var server = Start(issuer);
        Assert.NotNull((await AuthenticateAsync(server, _old, null)).Context);

        issuer.Serve(JwksServer.Key(_new, null));
        server.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.NotNull((await AuthenticateAsync(server, _new, null)).Context);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("302")]
    [InlineData("garbage")]
    [InlineData("empty set")]
    [InlineData("symmetric")]
    [InlineData("too large")]
    public async Task Fetch_Fails_LastGoodKeysStayAndHealthSaysWhy(string kind)
    {
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(_old, "1"));
        await using var server = Start(issuer);
        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);

        Spoil(issuer, kind);
        server.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Null((await AuthenticateAsync(server, _new, "2")).Context);

        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);
        Assert.Equal(HealthState.Up, server.Health.State);
        Assert.Contains($"{issuer.Url}/keys", server.Health.Detail, StringComparison.Ordinal);
        Assert.Contains(server.Log.Records, static record => record.Text.StartsWith("Could not fetch keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_IssuerIsSilent_EndsAfterTheTimeoutAndIsTriedAgain()
    {
        await using var issuer = await JwksServer.StartAsync();
        var hang = new TaskCompletionSource();
        issuer.Answer = context => hang.Task.WaitAsync(context.RequestAborted);
        await using var server = Start(issuer);
        await server.Time.WaitForTimerAsync(TimeSpan.FromSeconds(10));

        server.Time.Advance(TimeSpan.FromSeconds(10));
        await server.Time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(HealthState.Failed, server.Health.State);
        Assert.Contains("did not answer within 10 s", server.Health.Detail, StringComparison.Ordinal);
        Assert.Equal(AuthenticationFailure.Misconfigured, (await AuthenticateAsync(server, _old, "1")).Failure);

        issuer.Serve(JwksServer.Key(_old, "1"));
        server.Time.Advance(TimeSpan.FromSeconds(5));
        await server.Time.WaitForTimerAsync(TimeSpan.FromSeconds(3600));
        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);
        hang.SetResult();
    }

    [Fact]
    public async Task Fetch_Authority_ReadsTheDiscoveryDocument()
    {
        await using var issuer = await JwksServer.StartAsync();
        Publish(issuer, issuer.Url, $"{issuer.Url}/keys");
        await using var server = JwtServer.Start(_folder, settings: [("Issuer", issuer.Url), ("Audience", "modular"), ("Authority", issuer.Url)]);

        var outcome = await server.AuthenticateAsync($"Bearer {Token.Make("""{"alg":"ES256","kid":"1"}""", Token.Claims(iss: $"\"{issuer.Url}\""), Sign(_old))}");

        Assert.Null(outcome.Reason);
        Assert.Equal(2, issuer.Requests);
    }

    [Theory]
    [InlineData(true, "another issuer")]
    [InlineData(false, "must be https")]
    public async Task Fetch_DiscoveryDocumentOfAnotherOrToPlainHttp_IsRefused(bool otherIssuer, string reason)
    {
        await using var issuer = await JwksServer.StartAsync();
        Publish(issuer, otherIssuer ? "https://mallory" : issuer.Url, otherIssuer ? $"{issuer.Url}/keys" : "http://192.0.2.1/keys");
        await using var server = JwtServer.Start(_folder, settings: [("Issuer", issuer.Url), ("Audience", "modular"), ("Authority", issuer.Url)]);

        Assert.Equal(AuthenticationFailure.Misconfigured, (await AuthenticateAsync(server, _old, "1")).Failure);

        Assert.Contains(reason, server.Health.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_SetWithForeignKindsOfKeys_TakesTheUsableOnes()
    {
        await using var issuer = await JwksServer.StartAsync("""{"kty":"OKP","crv":"Ed25519","x":"AA"}""", "7", JwksServer.Key(_old, "1"));
        await using var server = Start(issuer);

        Assert.NotNull((await AuthenticateAsync(server, _old, "1")).Context);
    }

    [Fact]
    public async Task Dispose_WhileFetching_DoesNotWaitForTheIssuer()
    {
        await using var issuer = await JwksServer.StartAsync();
        issuer.Answer = static context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        var server = Start(issuer);
        await server.Time.WaitForTimerAsync(TimeSpan.FromSeconds(10));

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static Func<byte[], byte[]> Sign(ECDsa key) => input => key.SignData(input, HashAlgorithmName.SHA256);

    private static Task<AuthenticationOutcome> AuthenticateAsync(JwtServer server, ECDsa key, string? kid)
    {
        var header = kid is null ? """{"alg":"ES256"}""" : $$"""{"alg":"ES256","kid":"{{kid}}"}""";
        return server.AuthenticateAsync($"Bearer {Token.Make(header, Token.Claims(exp: Token.Now + 36000), Sign(key))}");
    }

    private static async Task ChangedAsync(JwtServer server, object before)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (ReferenceEquals(server.State.Current, before))
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private void Publish(JwksServer server, string issuer, string keys)
    {
        var discovery = JwksServer.Body($$"""{"issuer":"{{issuer}}","jwks_uri":"{{keys}}"}""");
        var set = JwksServer.Body(JwksServer.Set(JwksServer.Key(_old, "1")));
        server.Answer = context => context.Request.Path == "/.well-known/openid-configuration" ? discovery(context) : set(context);
    }

    private void Spoil(JwksServer issuer, string kind)
    {
        issuer.Answer = kind switch
        {
            "garbage" => JwksServer.Body("{\"keys\":"),
            "empty set" => JwksServer.Body("""{"keys":[]}"""),
            "symmetric" => JwksServer.Body("""{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}"""),
            "too large" => JwksServer.Body(JwksServer.Set(JwksServer.Key(_new, "2")) + new string(' ', 300_000)),
            "302" => JwksServer.Status(StatusCodes.Status302Found, $"{issuer.Url}/keys/elsewhere"),
            _ => JwksServer.Status(StatusCodes.Status500InternalServerError),
        };
    }

    private JwtServer Start(JwksServer issuer) =>
        JwtServer.Start(_folder, settings: [("Issuer", "https://issuer"), ("Audience", "modular"), ("JwksUrl", issuer.JwksUrl), ("ReloadSeconds", "3000")]);
}
