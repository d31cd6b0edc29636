using System.Globalization;
using System.Text.RegularExpressions;

namespace Modular.EndToEnd.Tests.Processes;

/// <summary><c>modular simulate</c> on a port that the system chose.</summary>
internal sealed partial class Simulator : IAsyncDisposable
{
    private readonly TemporaryFolder _state;

    private Simulator(TemporaryFolder state, ChildProcess process, int port)
    {
        _state = state;
        Process = process;
        Port = port;
    }

    public ChildProcess Process { get; }

    public int Port { get; }

    public static async Task<Simulator> StartAsync(string databases, params string[] more)
    {
        var state = new TemporaryFolder();
        var process = ModularExecutable.Start(
            state, ["simulate", "--mdd", databases, "--address", "127.0.0.1", "--port", "0", "--seed", "1", .. more]);
        try
        {
            var line = await process.WaitForLineAsync(l => Endpoint().IsMatch(l), TimeSpan.FromSeconds(30));
            return new Simulator(state, process, int.Parse(Endpoint().Match(line).Groups[1].Value, CultureInfo.InvariantCulture));
        }
        catch
        {
            await process.DisposeAsync();
            state.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _state.Dispose();
    }

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Endpoint();
}
