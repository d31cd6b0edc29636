using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Modular.TestSupport;

namespace Modular.Benchmarks.Load;

/// <summary><c>modular demo</c> as a process of its own, as a visitor starts it.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    private const string AddressMark = "with a simulated vehicle: ";
    private const string AddressEnd = "/swagger-ui";
    private const string TokenMark = "Token: ";
    private static readonly TimeSpan StartBudget = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(10);

    private readonly Process _process;

    private DemoServer(Process process) => _process = process;

    /// <summary>Folder of the executable, with its plugins beside it.</summary>
    public static string HostFolder { get; } =
        Path.Combine(RepositoryPaths.Root, "artifacts", "bin", "Modular.Host", RepositoryPaths.Configuration);

    public int ProcessId => _process.Id;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public string Token { get; private set; } = "";

    /// <summary>From the start of the process to its answer that it is ready.</summary>
    public TimeSpan TimeToReady { get; private set; }

    /// <summary>Memory of the process that is in RAM, MiB. Only on Linux; 0 elsewhere.</summary>
    public double ResidentMebibytes
    {
        get
        {
            var status = $"/proc/{_process.Id}/status";
            var line = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(static line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
            return line is null ? 0 : double.Parse(line.AsSpan(6).TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) / 1024;
        }
    }

    public static async Task<DemoServer> StartAsync(CancellationToken cancellationToken, params string[] settings)
    {
        var path = Path.Combine(HostFolder, "modular.dll");
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} is not built: dotnet build src/Modular.Host -c {RepositoryPaths.Configuration}");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartBudget);
        var begin = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo("dotnet", [path, "demo", "--urls", "http://127.0.0.1:0", .. settings]) { RedirectStandardOutput = true };
        var server = new DemoServer(Process.Start(start)!);
        try
        {
            await server.ReadWelcomeAsync(deadline.Token);
            using var client = server.CreateClient();
            using var ready = await client.GetAsync(new Uri("/health/ready", UriKind.Relative), deadline.Token);
            ready.EnsureSuccessStatusCode();
            server.TimeToReady = Stopwatch.GetElapsedTime(begin);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client with one connection of its own that it keeps.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, UseProxy = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(StopBudget);
        }

        _process.Dispose();
    }

    private async Task ReadWelcomeAsync(CancellationToken cancellationToken)
    {
        while (Token.Length == 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException("The demo ended before it was ready; see its output above.");
            var mark = line.IndexOf(AddressMark, StringComparison.Ordinal);
            if (mark >= 0)
            {
                Address = new Uri(line[(mark + AddressMark.Length)..].Replace(AddressEnd, "", StringComparison.Ordinal));
            }
            else if (line.StartsWith(TokenMark, StringComparison.Ordinal))
            {
                Token = line[TokenMark.Length..];
            }
        }

        // The rest is a few lines that nobody reads; the pipe holds them.
    }
}
