using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Sdk.Logging;
using Modular.Sdk.Plugins;

namespace Acme.Plugin;

/// <summary>Writes the log into a file of the plugin's data folder. Replace the file by the place where your log belongs.</summary>
internal sealed class FileSink(IOptions<PluginOptions> options, IPluginContext context) : ILogSink
{
    /// <inheritdoc/>
    public LogLevel MinimumLevel => options.Value.MinimumLevel;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<LogRecord> records, CancellationToken cancellationToken)
    {
        var lines = new List<string>(records.Length);
        foreach (var record in records.Span)
        {
            if (record.Level >= MinimumLevel)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{record.Timestamp:O} {record.Level} {record.Category} {record.Message}"));
            }
        }

        await File.AppendAllLinesAsync(Path.Combine(context.DataDirectory, "log.txt"), lines, cancellationToken).ConfigureAwait(false);
    }
}
