using Microsoft.Extensions.Logging;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Logging.Dlt.Tests;

public class DltReportTests
{
    [Fact]
    public void Refused_ManyTimes_WarnsOnceAMinuteAndCountsAll()
    {
        var time = new ManualTimeProvider();
        var logger = new Lines();
        var report = new DltReport(logger, time);
        Assert.Null(report.Remark);
        report.Refused("a message with -1 (error)");
        for (var i = 0; i < 500; i++)
        {
            report.Refused("a message with -4 (full)");
        }

        time.Advance(TimeSpan.FromSeconds(61));
        report.Refused("a message with -4 (full)");

        Assert.Equal(
            [
                "libdlt refused 1 times since the last report: a message with -1 (error)",
                "libdlt refused 501 times since the last report: a message with -4 (full)",
            ],
            logger.Written);
        Assert.StartsWith("libdlt refused 502 times since the start", report.Remark, StringComparison.Ordinal);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
