using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Modular.Sdk.Logging;

namespace Modular.Hosting.Tests.Logging;

/// <summary>Keeps what it is given; does before that what a test says.</summary>
internal sealed class ScriptedLogSink : ILogSink
{
    private readonly Channel<LogRecord> _records = Channel.CreateUnbounded<LogRecord>();

    public LogLevel MinimumLevel { get; init; } = LogLevel.Trace;

    public Func<CancellationToken, Task> BeforeWrite { get; init; } = static _ => Task.CompletedTask;

    public int Calls { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<LogRecord> records, CancellationToken cancellationToken)
    {
        Calls++;
        await BeforeWrite(cancellationToken);
        foreach (var record in records.ToArray())
        {
            _records.Writer.TryWrite(record);
        }
    }

    public async Task<LogRecord> ReadAsync() => await _records.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public int Count => _records.Reader.Count;
}
