using System.Security.Cryptography;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Issuing;

public sealed class JwtIssuerTests(TestKeys keys) : IClassFixture<TestKeys>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rsa")]
    [InlineData("ec")]
    [InlineData("ec384")]
    public async Task Issue_KnownClient_IsAcceptedAgain(string kind)
    {
        AsymmetricAlgorithm key = kind switch { "rsa" => keys.Rsa, "ec" => keys.Ec, _ => keys.Ec384 };
        using var server = Production(key);

        var issued = await server.Issuer.IssueAsync(new TokenRequest("bench", "s3cret"), CancellationToken.None);
        var outcome = await server.AuthenticateAsync($"Bearer {issued.AccessToken}");

        Assert.Null(issued.Refusal);
        Assert.Equal(3600, issued.ExpiresInSeconds);
        Assert.Null(outcome.Reason);
        Assert.Equal("bench", outcome.Context?.Subject);
        Assert.DoesNotContain(server.Log.Records, record => record.Text.Contains(issued.AccessToken!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issue_Operator_NeedsNoSecret()
    {
        using var server = Production(keys.Ec);

        var issued = await server.Issuer.IssueAsync(new TokenRequest("operator", null), CancellationToken.None);

        Assert.Equal("operator", (await server.AuthenticateAsync($"Bearer {issued.AccessToken}")).Context?.Subject);
    }

    [Theory]
    [InlineData("bench", "wrong")]
    [InlineData("bench", "")]
    [InlineData("BENCH", "s3cret")]
    [InlineData("nobody", "s3cret")]
    [InlineData("", "s3cret")]
    public async Task Issue_WrongCredentials_IsRefusedWithoutTellingThem(string client, string secret)
    {
        using var server = Production(keys.Ec);

        var issued = await server.Issuer.IssueAsync(new TokenRequest(client, secret), CancellationToken.None);

        Assert.Null(issued.AccessToken);
        Assert.NotNull(issued.Refusal);
        Assert.DoesNotContain(server.Log.Records, record => record.Text.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issue_AfterLifetime_IsExpired()
    {
        using var server = Production(keys.Ec);
        var issued = await server.Issuer.IssueAsync(new TokenRequest("bench", "s3cret"), CancellationToken.None);

        server.Time.Advance(TimeSpan.FromSeconds(3631));

        Assert.Equal(AuthenticationFailure.InvalidCredential, (await server.AuthenticateAsync($"Bearer {issued.AccessToken}")).Failure);
    }

    [Fact]
    public async Task Issue_NoSigningKey_IsRefused()
    {
        using var server = JwtServer.Start(_folder);

        var issued = await server.Issuer.IssueAsync(new TokenRequest("bench", null), CancellationToken.None);

        Assert.Contains("Jwt:SigningKeyFile", issued.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_Development_AcceptsAnyoneAndSignsEs256WithThePrivateKeyOfThisMachine()
    {
        string first;
        using (var server = JwtServer.Start(_folder, insecureDevelopment: true))
        {
            first = (await server.Issuer.IssueAsync(new TokenRequest("test_client", "test_secret"), CancellationToken.None)).AccessToken!;
            Assert.Equal("test_client", (await server.AuthenticateAsync($"Bearer {first}")).Context?.Subject);
        }

        var file = Path.Combine(_folder.Path, "development-key.pem");
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(file));
        var parts = first.Split('.');
        Assert.Contains("\"alg\":\"ES256\"", System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0])), StringComparison.Ordinal);
        Assert.True(key.VerifyData(
            System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            // A mode that somebody widened is narrowed again, and the key stays the same.
            File.SetUnixFileMode(file, (UnixFileMode)0x1FF);
            var before = await File.ReadAllTextAsync(file);
            using var again = JwtServer.Start(_folder, insecureDevelopment: true);
            await again.Issuer.IssueAsync(new TokenRequest("test_client", null), CancellationToken.None);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(before, await File.ReadAllTextAsync(file));
        }
    }

    private JwtServer Production(AsymmetricAlgorithm key) => JwtServer.Start(
        _folder,
        settings:
        [
            ("Issuer", "https://issuer"),
            ("Audience", "modular"),
            ("SigningKeyFile", _folder.Write("signing.pem", key.ExportPkcs8PrivateKeyPem())),
            ("Clients:0:Id", "bench"),
            ("Clients:0:SecretHash", SecretHash.Create("s3cret").ToString()),
        ]);
}
