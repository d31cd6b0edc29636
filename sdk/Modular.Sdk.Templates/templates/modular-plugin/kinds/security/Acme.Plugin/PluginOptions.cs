using System.ComponentModel.DataAnnotations;

namespace Acme.Plugin;

/// <summary>The section <c>SectionToken</c> of the server's configuration.</summary>
public sealed class PluginOptions
{
    /// <summary>SHA-256 of each caller's key as 64 hexadecimal digits, by the caller's name.</summary>
    [MinLength(1)]
    public Dictionary<string, string> Keys { get; set; } = [];
}
