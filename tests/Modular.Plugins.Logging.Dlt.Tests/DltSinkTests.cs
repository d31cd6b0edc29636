using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.Plugins.Logging.Dlt.Configuration;
using Modular.Sdk.Health;

namespace Modular.Plugins.Logging.Dlt.Tests;

public class DltSinkTests
{
    private const string Absent = "libmodular-absent.so.2";

    [Fact]
    public void Constructor_SwitchedOff_WantsNothing()
    {
        using var sink = new DltSink(new DltOptions(), NullLogger.Instance, TimeProvider.System, Absent);

        Assert.Equal(LogLevel.None, sink.MinimumLevel);
        Assert.Equal("switched off (Dlt:Enabled)", sink.Remark);
    }

    [Fact]
    public async Task Constructor_LibraryAbsent_WarnsOnceSaysSoInHealthAndWantsNothing()
    {
        var logger = new Warnings();
        using var sink = new DltSink(new DltOptions { Enabled = true }, logger, TimeProvider.System, Absent);
        await sink.WriteAsync(default, CancellationToken.None);

        Assert.Equal(LogLevel.None, sink.MinimumLevel);
        Assert.Contains(Absent, Assert.Single(logger.Lines), StringComparison.Ordinal);
        var report = new DltHealth(sink).GetReport();
        Assert.Equal(HealthState.Up, report.State);
        Assert.Contains(Absent, report.Detail, StringComparison.Ordinal);
    }

    private sealed class Warnings : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Warning, logLevel);
            Lines.Add(formatter(state, exception));
        }
    }
}
