using System.Buffers.Text;
using Microsoft.Extensions.Logging;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Health;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Authentication;

public sealed class DevelopmentTokenTests : IDisposable
{
    // The fixed token of the reference adapter's tests: HS256, sub "ownership-test", exp 2000000000.
    private const string Fixed =
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvd25lcnNoaXAtdGVzdCIsImV4cCI6MjAwMDAwMDAwMH0._qb-vSkPnV_Lff2wNH4VXugc-DcvGdzJxwTmb4J48Xs";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Authenticate_ReferenceClientsToken_IsTheCaller()
    {
        using var server = JwtServer.Start(_folder, insecureDevelopment: true);

        var outcome = await server.AuthenticateAsync($"Bearer {Fixed}");

        Assert.Equal("ownership-test", outcome.Context?.Subject);
    }

    [Fact]
    public async Task Authenticate_Expired_IsRefusedAllTheSame()
    {
        using var server = JwtServer.Start(_folder, insecureDevelopment: true);

        var outcome = await server.AuthenticateAsync($"Bearer {Token.Make("""{"alg":"HS256"}""", Token.Claims(exp: Token.Now - 60))}");

        Assert.Equal(AuthenticationFailure.InvalidCredential, outcome.Failure);
    }

    [Theory]
    [InlineData("""{"sub":"\ud800","exp":9999999999}""")]
    [InlineData("""{"sub":"a","\ud800":1,"exp":9999999999}""")]
    [InlineData("""{"sub":"a","exp":9999999999,"nested":["\udfff"]}""")]
    public async Task Authenticate_ClaimsWithHalfSurrogatePair_AreRefused(string claims)
    {
        using var server = JwtServer.Start(_folder, insecureDevelopment: true);

        var outcome = await server.AuthenticateAsync($"Bearer {Token.Make("""{"alg":"HS256"}""", claims)}");

        Assert.Equal(AuthenticationFailure.InvalidCredential, outcome.Failure);
    }

    [Fact]
    public async Task Authenticate_ClaimsThatAreNoUtf8_AreRefused()
    {
        using var server = JwtServer.Start(_folder, insecureDevelopment: true);
        var claims = Base64Url.EncodeToString([.. """{"exp":9999999999,"sub":"x"""u8, 0xFF, .. "\"}"u8]);

        var outcome = await server.AuthenticateAsync($"Bearer e30.{claims}.e30");

        Assert.Equal(AuthenticationFailure.InvalidCredential, outcome.Failure);
    }

    [Fact]
    public async Task Authenticate_NoToken_IsMissing()
    {
        using var server = JwtServer.Start(_folder, insecureDevelopment: true);

        Assert.Equal(AuthenticationFailure.MissingCredential, (await server.AuthenticateAsync(null)).Failure);
        Assert.Equal(AuthenticationFailure.InvalidCredential, (await server.AuthenticateAsync("Bearer garbage")).Failure);
    }

    [Fact]
    public void Start_DevelopmentMode_SaysSoLoudly()
    {
        using var server = JwtServer.Start(_folder, insecureDevelopment: true);

        Assert.Contains(server.Log.Records, record => record.Level == LogLevel.Warning && record.Text.Contains("INSECURE", StringComparison.Ordinal));
        Assert.Equal(HealthState.Up, server.Health.State);
        Assert.Contains("insecure development mode", server.Health.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_NeitherKeyNorDevelopment_IsMisconfigured()
    {
        using var server = JwtServer.Start(_folder);

        var outcome = await server.AuthenticateAsync($"Bearer {Fixed}");

        Assert.Equal(AuthenticationFailure.Misconfigured, outcome.Failure);
        Assert.Contains("Jwt:PublicKeyFiles", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(HealthState.Failed, server.Health.State);
        Assert.Contains("Jwt:PublicKeyFiles", server.Health.Detail, StringComparison.Ordinal);
    }
}
