namespace Modular.Plugins.Safety.Configuration;

/// <summary>Section <c>Safety</c>. Without it the plugin does nothing.</summary>
internal sealed class SafetyOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Safety";

    /// <summary>Whether the plugin acts. Null, the default: when the section holds anything.</summary>
    public bool? Enabled { get; set; }

    /// <summary>What is decided where no rule fits: <c>Allow</c> (default) or <c>Deny</c>. Reads are always allowed then.</summary>
    public RuleDecision Default { get; set; } = RuleDecision.Allow;

    /// <summary>Values of the vehicle, by the name that conditions use.</summary>
    public Dictionary<string, ValueOptions> Values { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Rules; the first one that fits decides.</summary>
    public List<RuleOptions> Rules { get; set; } = [];

    /// <summary>What causes an emergency stop by itself.</summary>
    public List<TriggerOptions> Triggers { get; set; } = [];

    /// <summary>
    /// Subjects who may release an emergency stop and set values by hand; <c>*</c> stands for any characters. Nobody by
    /// default. Stopping is open to every known caller.
    /// </summary>
    public List<string> Operators { get; set; } = [];
}
