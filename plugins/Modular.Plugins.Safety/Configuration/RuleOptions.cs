using Modular.Sdk.Safety;

namespace Modular.Plugins.Safety.Configuration;

/// <summary>A rule on services. What is left empty fits everything.</summary>
internal sealed class RuleOptions
{
    /// <summary>Name for log and answers.</summary>
    public string? Name { get; set; }

    /// <summary>Names of ECUs; <c>*</c> and <c>?</c> are wildcards.</summary>
    public List<string> Ecus { get; set; } = [];

    /// <summary>Short names of services; <c>*</c> and <c>?</c> are wildcards.</summary>
    public List<string> Services { get; set; } = [];

    /// <summary>First bytes of the request in hexadecimal: <c>2E</c>, <c>1002</c>, <c>31 01 FF00</c>.</summary>
    public List<string> Requests { get; set; } = [];

    /// <summary>Semantics of the database.</summary>
    public List<string> Semantics { get; set; } = [];

    /// <summary>What the services do; those which change state when empty.</summary>
    public List<ServiceEffect> Effects { get; set; } = [];

    /// <summary>Conditions, all of which must hold: <c>Speed &gt; 3</c>, <c>Ignition = off</c>.</summary>
    public List<string> When { get; set; } = [];

    /// <summary>What is decided; <c>Deny</c> by default.</summary>
    public RuleDecision Decision { get; set; } = RuleDecision.Deny;

    /// <summary>Why, for the client of a denied service.</summary>
    public string? Reason { get; set; }
}
