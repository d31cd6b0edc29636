using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Modular.EndToEnd.Tests.Processes;

namespace Modular.EndToEnd.Tests.BadInput;

/// <summary>Tokens at a server that validates them, and the token command's at one in development mode.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task Read_TokenSignedByAStranger_IsRefusedAndTheOwnersIsNot()
    {
        using var folder = new TemporaryFolder();
        using var owner = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyFile = Path.Combine(folder.Path, "issuer.pem");
        await File.WriteAllTextAsync(keyFile, owner.ExportSubjectPublicKeyInfoPem());
        await using var server = await Server.StartAsync(
            ["run", "--Database:Path=" + folder.Path, "--DoIp:TesterAddress=127.0.0.1", "--DoIp:GatewayPort=1", "--DoIp:Discovery:Broadcast=false",
             "--Jwt:Issuer=workshop", "--Jwt:Audience=modular", "--Jwt:PublicKeyFiles:0=" + keyFile]);

        Assert.Equal(HttpStatusCode.OK, await ListAsync(server, Token(owner, "workshop")));
        Assert.Equal(HttpStatusCode.Forbidden, await ListAsync(server, Token(stranger, "workshop")));
        Assert.Equal(HttpStatusCode.Forbidden, await ListAsync(server, Token(owner, "somebody else")));
    }

    [Fact]
    public async Task TokenCommand_BesideADevelopmentServer_PrintsATokenItAccepts()
    {
        await using var server = await Server.StartAsync(["demo"]);
        using var state = new TemporaryFolder();
        await using var command = ModularExecutable.Start(state, "token", "--subject", "visitor");
        Assert.True(await command.WaitForExitAsync(TimeSpan.FromSeconds(20)) == 0, command.Everything);
        var token = command.Everything.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Last();
        Assert.Equal(HttpStatusCode.OK, await ListAsync(server, token));
    }

    private static async Task<HttpStatusCode> ListAsync(Server server, string token)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync("/vehicle/v15/components");
        return response.StatusCode;
    }

    private static string Token(ECDsa key, string issuer)
    {
        static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var head = Base64Url("""{"alg":"ES256","typ":"JWT"}"""u8.ToArray());
        var claims = $$"""{"sub":"mechanic","iss":"{{issuer}}","aud":"modular","nbf":{{now - 60}},"exp":{{now + 600}}}""";
        var body = Base64Url(Encoding.UTF8.GetBytes(claims));
        return $"{head}.{body}.{Base64Url(key.SignData(Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256))}";
    }
}
