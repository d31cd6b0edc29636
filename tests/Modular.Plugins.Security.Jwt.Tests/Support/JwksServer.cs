using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

/// <summary>An issuer's HTTP server on loopback: discovery document and key set, as the test sets them.</summary>
internal sealed class JwksServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _served = new(0);
    private int _requests;

    private JwksServer(WebApplication app) => _app = app;

    /// <summary>Answers everything that is asked for.</summary>
    public RequestDelegate Answer { get; set; } = static context => Task.CompletedTask;

    public string Url => _app.Urls.First();

    public string JwksUrl => $"{Url}/keys";

    public int Requests => Volatile.Read(ref _requests);

    public static async Task<JwksServer> StartAsync(params string[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new JwksServer(app);
        server.Serve(keys);
        app.Run(async context =>
        {
            Interlocked.Increment(ref server._requests);
            await server.Answer(context);
            server._served.Release();
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>A key as it stands in a set.</summary>
    public static string Key(ECDsa key, string? id, string more = "")
    {
        var point = key.ExportParameters(false).Q;
        var kid = id is null ? "" : $"\"kid\":\"{id}\",";
        return $$"""{"kty":"EC","use":"sig",{{kid}}{{more}}"crv":"P-{{key.KeySize}}","x":"{{Text(point.X!)}}","y":"{{Text(point.Y!)}}"}""";
    }

    public static string Set(params string[] keys) => $$"""{"keys":[{{string.Join(',', keys)}}]}""";

    /// <summary>Serves a set of these keys from now on.</summary>
    public void Serve(params string[] keys) => Answer = Body(Set(keys));


    public static RequestDelegate Status(int status, string? location = null) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    public static RequestDelegate Body(string text) => context => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    /// <summary>Completes when a request has been answered that no call before was told of.</summary>
    public async Task ServedAsync() => Assert.True(await _served.WaitAsync(TimeSpan.FromSeconds(30)), "Nobody asked for the keys.");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _served.Dispose();
    }

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
