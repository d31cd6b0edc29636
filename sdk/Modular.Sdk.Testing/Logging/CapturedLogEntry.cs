using Microsoft.Extensions.Logging;

namespace Modular.Sdk.Testing.Logging;

/// <summary>An entry of the log, as texts.</summary>
/// <param name="Category">For a plugin's entries <c>plugin.&lt;id&gt;.&lt;category&gt;</c>.</param>
/// <param name="Level">Its level.</param>
/// <param name="EventId">Its event id.</param>
/// <param name="Message">The message with its values.</param>
/// <param name="Exception">The exception with its stack; null without one.</param>
public sealed record CapturedLogEntry(string Category, LogLevel Level, int EventId, string Message, string? Exception)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Level} {Category}[{EventId}] {Message}{(Exception is null ? string.Empty : Environment.NewLine + Exception)}";
}
