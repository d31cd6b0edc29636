using Microsoft.Extensions.Logging;

namespace Modular.Sdk.Logging;

/// <summary>One entry of the log, as text and numbers only, so that it can wait in a queue or cross to another process.</summary>
/// <remarks>
/// It holds no object of the plugin that logged: a queued exception or state would keep that plugin's generation alive.
/// </remarks>
public readonly record struct LogRecord
{
    /// <summary>When it was logged, by the host's wall clock, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How serious it is; never <see cref="LogLevel.None"/>.</summary>
    public required LogLevel Level { get; init; }

    /// <summary>Who logged: the host's type name, or <c>plugin.&lt;id&gt;.&lt;type name&gt;</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The message with its values filled in; at most 16 384 characters, longer ones are cut.</summary>
    public required string Message { get; init; }

    /// <summary>Number of the kind of event within its assembly; 0 when the author gave none.</summary>
    public int EventId { get; init; }

    /// <summary>Name of the kind of event, or null.</summary>
    public string? EventName { get; init; }

    /// <summary>The exception with its inner ones and stacks as text, at most 32 768 characters; null when there was none.</summary>
    public string? Exception { get; init; }

    /// <summary>Identifier of the plugin that logged; null for the host itself.</summary>
    public string? PluginId { get; init; }

    /// <summary>W3C trace id, 32 hexadecimal digits; null outside any trace.</summary>
    public string? TraceId { get; init; }

    /// <summary>W3C span id, 16 hexadecimal digits; null outside any trace.</summary>
    public string? SpanId { get; init; }
}
