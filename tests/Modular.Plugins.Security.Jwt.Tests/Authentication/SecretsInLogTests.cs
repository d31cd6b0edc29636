using System.Security.Cryptography;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Plugins.Security.Jwt.Tests.Support;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Authentication;

public sealed class SecretsInLogTests
{
    private const string Secret = "correct-horse-battery-staple";

    [Fact]
    public async Task Log_EverythingThatCanHappenToATokenOrSecret_HoldsNeither()
    {
        using var folder = new TemporaryFolder();
        using var keys = new TestKeys();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = ClientCertificates.Create("CN=bench");
        await using var issuer = await JwksServer.StartAsync(JwksServer.Key(other, "1"));
        var privateKey = keys.Ec.ExportPkcs8PrivateKeyPem();
        await using var server = JwtServer.Start(
            folder,
            settings:
            [
                ("Issuer", "https://issuer"), ("Audience", "modular"), ("SigningKeyFile", folder.Write("signing.pem", privateKey)),
                ("JwksUrl", issuer.JwksUrl + "?api_key=" + Secret),
                ("Clients:0:Id", "bench"), ("Clients:0:SecretHash", SecretHash.Create(Secret).ToString()),
            ]);
        var issued = await server.Issuer.IssueAsync(new TokenRequest("bench", Secret), CancellationToken.None);
        await server.Issuer.IssueAsync(new TokenRequest("bench", Secret + "x"), CancellationToken.None);
        string[] tokens =
        [
            issued.AccessToken!,
            Token.Make("""{"alg":"ES256"}""", Token.Claims(exp: Token.Now - 1000), keys.SignEs256),
            Token.Make("""{"alg":"ES256"}""", Token.Claims(aud: "\"x\""), keys.SignEs256),
            Token.Make("""{"alg":"ES256"}""", Token.Claims(iss: "\"x\""), keys.SignEs256),
            Token.Make("""{"alg":"ES256"}""", Token.Claims(sub: null), keys.SignEs256),
            Token.Make("""{"alg":"ES256","kid":"1"}""", Token.Claims(), keys.SignEs256),
            Token.Make("""{"alg":"ES256","kid":"2"}""", Token.Claims(), input => other.SignData(input, HashAlgorithmName.SHA256)),
            Token.Make("""{"alg":"none"}""", Token.Claims()),
            Token.Make("""{"alg":"ES256"}""", Token.Claims(more: ClientCertificates.Confirmation(certificate)), keys.SignEs256),
        ];
        foreach (var token in tokens)
        {
            var outcome = await server.AuthenticateAsync($"Bearer {token}");
            AssertHoldsNone(outcome.Reason ?? "", token);
        }

        issuer.Answer = JwksServer.Body("{");
        server.Time.Advance(TimeSpan.FromSeconds(40));
        await server.AuthenticateAsync($"Bearer {tokens[6]}");
        folder.Write("signing.pem", privateKey.Replace("KEY", "DOG", StringComparison.Ordinal));
        server.Time.Advance(TimeSpan.FromSeconds(5));

        var texts = server.Log.Records.Select(static record => record.Text).Append(server.Health.Detail ?? "").ToList();
        Assert.Contains(texts, static text => text.StartsWith("Issued a token", StringComparison.Ordinal));
        Assert.Contains(texts, static text => text.StartsWith("Could not fetch keys", StringComparison.Ordinal));
        Assert.Contains(texts, static text => text.StartsWith("What was changed is not used", StringComparison.Ordinal));
        foreach (var text in texts)
        {
            foreach (var token in tokens)
            {
                AssertHoldsNone(text, token);
            }

            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(privateKey.Split('\n')[1], text, StringComparison.Ordinal);
        }
    }

    // Header aside, which is the same in many tokens: neither claims nor signature.
    private static void AssertHoldsNone(string text, string token)
    {
        foreach (var part in token.Split('.').Skip(1).Where(static part => part.Length > 8))
        {
            Assert.DoesNotContain(part, text, StringComparison.Ordinal);
        }
    }
}
