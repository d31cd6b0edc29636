using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Modular.Plugins.Logging.Dlt.Configuration;
using Modular.Plugins.Logging.Dlt.Interop;
using Modular.Sdk.Logging;
using Modular.TestSupport;
using Modular.TestSupport.Dlt;

namespace Modular.Plugins.Logging.Dlt.Tests.Interop;

public class DltDaemonTests
{
    // The one test that loads libdlt: it registers one application for each process.
    [ProgramFact("dlt-daemon")]
    public async Task WriteAsync_AllContexts_AreReadBackByDltReceive()
    {
        using var daemon = await DltDaemon.StartAsync();
        NativeEnvironment.Set("DLT_PIPE_DIR", daemon.Folder);
        using var sink = new DltSink(new DltOptions { Enabled = true, ApplicationId = "MTST" }, NullLogger.Instance, TimeProvider.System, DltLibrary.FileName);
        Assert.Null(sink.Remark);
        Assert.Equal(LogLevel.Trace, sink.MinimumLevel);
        LogRecord[] records =
        [
            Record("Modular.Host.Thing", "to MAIN", LogLevel.Critical),
            Record("plugin.modular.security.jwt.Thing", "to CORE", LogLevel.Error),
            Record("plugin.modular.transport.doip.Thing", "to DOIP", LogLevel.Warning),
            Record("plugin.modular.protocol.uds.Thing", "to UDS", LogLevel.Information),
            Record("plugin.modular.diagnostic-tester.Modular.Plugins.DiagnosticTester.Databases.Thing", "to DB", LogLevel.Information),
            Record("plugin.modular.sovd.Thing", "to SOVD: Grüße", LogLevel.Information),
            Record("Modular.Host.Thing", new string('x', 3000) + " the end", LogLevel.Information),
        ];

        await sink.WriteAsync(records, CancellationToken.None);

        Assert.Null(sink.Remark);
        var lines = await daemon.ReceiveUntilAsync("the end");
        AssertHas(lines, "MTST MAIN", "log fatal", "Modular.Host.Thing: to MAIN");
        AssertHas(lines, "MTST CORE", "log error", "plugin.modular.security.jwt.Thing: to CORE");
        AssertHas(lines, "MTST DOIP", "log warn", "plugin.modular.transport.doip.Thing: to DOIP");
        AssertHas(lines, "MTST UDS-", "log info", "plugin.modular.protocol.uds.Thing: to UDS");
        AssertHas(lines, "MTST DB--", "log info", "Databases.Thing: to DB");
        AssertHas(lines, "MTST SOVD", "log info", "plugin.modular.sovd.Thing: to SOVD: Gr");
    }

    private static void AssertHas(IReadOnlyList<string> lines, params string[] parts) => Assert.Single(
        lines, line => parts.All(part => line.Contains(part, StringComparison.Ordinal)));

    private static LogRecord Record(string category, string message, LogLevel level) => new()
    {
        Timestamp = DateTimeOffset.UnixEpoch,
        Level = level,
        Category = category,
        Message = message,
    };
}
