using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;

namespace Acme.Plugin;

/// <summary>The section <c>SectionToken</c> of the server's configuration.</summary>
public sealed class PluginOptions
{
    /// <summary>Least serious level that is written.</summary>
    [EnumDataType(typeof(LogLevel))]
    public LogLevel MinimumLevel { get; set; } = LogLevel.Information;
}
