using System.ComponentModel.DataAnnotations;

namespace Acme.Plugin;

/// <summary>The section <c>SectionToken</c> of the server's configuration.</summary>
public sealed class PluginOptions
{
    /// <summary>What <c>GET /route-token</c> answers.</summary>
    [Required]
    public string Greeting { get; set; } = "hello";
}
