using Microsoft.Extensions.Logging;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Telemetry.Otlp.Tests;

public class ExportReportTests
{
    [Fact]
    public void Report_ManyProblems_WarnsOnceAMinuteAndCountsAll()
    {
        var time = new ManualTimeProvider();
        var logger = new Lines();
        var report = new ExportReport(logger, time);
        Assert.Null(report.Remark);
        for (var i = 0; i < 500; i++)
        {
            report.Report("refused");
        }

        time.Advance(TimeSpan.FromSeconds(61));
        report.Report("refused again");

        Assert.Equal(
            [
                "Telemetry was not exported, 1 problems since the last report: refused",
                "Telemetry was not exported, 500 problems since the last report: refused again",
            ],
            logger.Written);
        Assert.StartsWith("501 problems since the start", report.Remark, StringComparison.Ordinal);
    }

    private sealed class Lines : ILogger<ExportReport>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
