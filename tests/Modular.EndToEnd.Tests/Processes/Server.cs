using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Modular.EndToEnd.Tests.Processes;

/// <summary>A running <c>modular</c> server and a client for it.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly TemporaryFolder _state;

    private Server(TemporaryFolder state, ChildProcess process, Uri address)
    {
        _state = state;
        Process = process;
        Address = address;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public ChildProcess Process { get; }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>Starts a development server on the ECUs of a folder, behind a DoIP gateway on loopback.</summary>
    public static Task<Server> StartAsync(string databases, int gatewayPort, params string[] more) => StartAsync(
        [
            "run", "--Database:Path=" + databases, "--DoIp:TesterAddress=127.0.0.1",
            "--DoIp:GatewayPort=" + gatewayPort.ToString(CultureInfo.InvariantCulture),
            "--DoIp:Discovery:Targets:0=127.0.0.1", "--insecure-dev", .. more,
        ]);

    public static async Task<Server> StartAsync(string[] arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var state = new TemporaryFolder();
        var process = ModularExecutable.Start(state, environment, [.. arguments, "--urls", "http://127.0.0.1:0"]);
        try
        {
            var line = await process.WaitForLineAsync(SaysAddress, TimeSpan.FromSeconds(30));
            await process.WaitForLineAsync(IsReady, TimeSpan.FromSeconds(30));
            return new Server(state, process, new Uri(Url().Match(line).Value));
        }
        catch
        {
            await process.DisposeAsync();
            state.Dispose();
            throw;
        }
    }

    /// <summary>Gets a token as the reference's clients do and sends it from now on.</summary>
    public async Task AuthorizeAsync(string client = "test_client")
    {
        using var response = await Http.PostAsync(
            "/vehicle/v15/authorize",
            Json($$"""{"client_id":"{{client}}","client_secret":"test_secret"}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", body.RootElement.GetProperty("access_token").GetString());
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : Json(body) };
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (text.Length == 0)
        {
            return (response.StatusCode, default);
        }

        using var document = JsonDocument.Parse(text);
        return (response.StatusCode, document.RootElement.Clone());
    }

    public Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>Asks again until an ECU is in a state: detection runs in the background after the start.</summary>
    public async Task<JsonElement> WaitForStateAsync(string ecu, string state)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var (status, body) = await GetAsync("/vehicle/v15/components/" + ecu);
            if (status == HttpStatusCode.OK && body.GetProperty("variant").GetProperty("state").GetString() == state)
            {
                return body;
            }

            if (deadline.IsCancellationRequested)
            {
                Assert.Fail($"{ecu} did not become {state}; last answer {status} {body}\n{Process.Everything}");
            }

            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
        _state.Dispose();
    }

    // What run logs and what demo prints; other lines may name addresses of others.
    private static bool SaysAddress(string line) => Url().IsMatch(line)
        && (line.Contains("listens on", StringComparison.Ordinal) || line.Contains("simulated vehicle", StringComparison.Ordinal));

    // What run logs, and what demo prints, once the plugins run.
    private static bool IsReady(string line) =>
        line.Contains("plugins in ", StringComparison.Ordinal) || line.Contains("Ctrl-C ends the demo", StringComparison.Ordinal);

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
