using System.Security.Cryptography;
using System.Text;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Plugins;

namespace Acme.Plugin.Tests;

public class PluginTests
{
    private const string Key = "a key of the tests";

    [Theory]
    [InlineData(Key, "bench")]
    [InlineData("another", "InvalidCredential")]
    [InlineData(null, "MissingCredential")]
    public async Task AuthenticateAsync_Key_TellsTheCaller(string? key, string expected)
    {
        await using var host = await PluginTestHost.StartAsync(Options());

        Assert.Equal(expected, await AuthenticateAsync(host, key));
    }

    [Fact]
    public async Task StartAsync_NoKeys_IsInvalid()
    {
        var exception = await Assert.ThrowsAsync<PluginTestException>(() => PluginTestHost.StartAsync());

        Assert.Equal("configuration-invalid", exception.Code);
    }

    [Fact]
    public async Task Replace_WhileAsked_LeavesNothingBehind()
    {
        await using var host = await PluginTestHost.StartAsync(Options());
        Assert.Equal("bench", await AuthenticateAsync(host, Key));

        await host.ReplaceAsync("plugin-id-token");

        Assert.Equal("bench", await AuthenticateAsync(host, Key));
        await host.AssertUnloadsAsync();
    }

    private static PluginTestHostOptions Options() => new PluginTestHostOptions()
        .Configure("SectionToken:Keys:bench", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key))));

    private static Task<string> AuthenticateAsync(PluginTestHost host, string? key)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (key is not null)
        {
            headers["X-Api-Key"] = key;
        }

        var request = new AuthenticationRequest { Method = "GET", Path = "/", Headers = headers };
        return host.UseAsync<IAuthenticator, string>(async authenticator =>
        {
            var outcome = await authenticator.AuthenticateAsync(request, CancellationToken.None);
            return outcome.Context?.Subject ?? outcome.Failure.ToString()!;
        });
    }
}
