using System.Globalization;
using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.Interop;

/// <summary>A DoIP entity made with scapy, on a port that the system chose.</summary>
internal sealed class ScapyEntity : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private ScapyEntity(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <param name="address">Logical address of entity and ECU.</param>
    /// <param name="answers">UDS requests and answers, <c>22f190=62f190...</c>; see the script for silence and torn answers.</param>
    public static async Task<ScapyEntity> StartAsync(int address, params string[] answers)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Interop", "scapy_entity.py");
        var process = ChildProcess.Start(
            IndependentPrograms.Python, [script, address.ToString(CultureInfo.InvariantCulture), .. answers]);
        var line = await process.WaitForLineAsync(l => l.StartsWith("LISTENING ", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        return new ScapyEntity(process, int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
