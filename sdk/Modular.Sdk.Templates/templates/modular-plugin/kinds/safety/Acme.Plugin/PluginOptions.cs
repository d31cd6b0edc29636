namespace Acme.Plugin;

/// <summary>The section <c>SectionToken</c> of the server's configuration.</summary>
public sealed class PluginOptions
{
    /// <summary>True (default) when services which change an ECU's state are refused.</summary>
    public bool ReadOnly { get; set; } = true;
}
