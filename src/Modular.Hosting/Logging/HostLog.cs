using System.Globalization;
using Modular.Hosting.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace Modular.Hosting.Logging;

/// <summary>Builds the logging of the process: Serilog renders, everybody else sees <c>ILogger</c>.</summary>
internal static class HostLog
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    // The file is for looking things up, also by the id that a trace or a client names.
    private const string FileTemplate =
        "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {TraceId} {SpanId} {SourceContext} {Message:lj}{NewLine}{Exception}";
    private const long MaximumFileBytes = 64 * 1024 * 1024;
    private const int RetainedFiles = 10;

    /// <summary>Creates the logger factory; disposing it flushes the file.</summary>
    /// <param name="settings">Levels and file.</param>
    /// <param name="defaultLevel">Level when the operator did not say.</param>
    /// <param name="standardErrorOnly">True where standard output is for results.</param>
    public static ILoggerFactory Create(HostSettings settings, Microsoft.Extensions.Logging.LogLevel defaultLevel, bool standardErrorOnly)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.ControlledBy(new LoggingLevelSwitch(Map(settings.LogLevel ?? defaultLevel)))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            // It logs with a stack trace what is thrown to us all the same, and told in one line.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LevelAlias.Off)
            .Enrich.FromLogContext()
            .WriteTo.Console(
                outputTemplate: Template,
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: standardErrorOnly ? LogEventLevel.Verbose : null);
        foreach (var (category, level) in settings.LogLevels)
        {
            configuration.MinimumLevel.Override(category, Map(level));
        }

        if (settings.LogFile is { } file)
        {
            configuration.WriteTo.File(
                settings.IsLogFileJson
                    ? new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture)
                    : new MessageTemplateTextFormatter(FileTemplate, CultureInfo.InvariantCulture),
                file,
                fileSizeLimitBytes: MaximumFileBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: RetainedFiles);
        }

        var filter = new LoggerFilterOptions { MinLevel = Microsoft.Extensions.Logging.LogLevel.Trace };
        return new LoggerFactory([new SerilogLoggerProvider(configuration.CreateLogger(), dispose: true)], filter);
    }

    private static LogEventLevel Map(Microsoft.Extensions.Logging.LogLevel level) => level switch
    {
        Microsoft.Extensions.Logging.LogLevel.Trace => LogEventLevel.Verbose,
        Microsoft.Extensions.Logging.LogLevel.Debug => LogEventLevel.Debug,
        Microsoft.Extensions.Logging.LogLevel.Information => LogEventLevel.Information,
        Microsoft.Extensions.Logging.LogLevel.Warning => LogEventLevel.Warning,
        Microsoft.Extensions.Logging.LogLevel.Error => LogEventLevel.Error,
        Microsoft.Extensions.Logging.LogLevel.Critical => LogEventLevel.Fatal,
        _ => LevelAlias.Off,
    };
}
