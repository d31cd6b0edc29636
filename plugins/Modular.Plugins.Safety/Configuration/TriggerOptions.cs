namespace Modular.Plugins.Safety.Configuration;

/// <summary>Conditions that cause an emergency stop when they begin to hold.</summary>
internal sealed class TriggerOptions
{
    /// <summary>Name for the log.</summary>
    public string? Name { get; set; }

    /// <summary>Conditions, all of which must hold.</summary>
    public List<string> When { get; set; } = [];

    /// <summary>Whether a value that is not known makes its condition hold. Default: it does not.</summary>
    public bool UnknownTriggers { get; set; }

    /// <summary>Why, for the log and for clients.</summary>
    public string? Reason { get; set; }
}
