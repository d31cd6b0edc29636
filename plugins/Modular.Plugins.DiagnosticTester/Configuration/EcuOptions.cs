namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>Section <c>Ecu:NAME</c>: what differs for one ECU.</summary>
public sealed class EcuOptions
{
    /// <summary>Name of the section above.</summary>
    public const string SectionName = "Ecu";

    /// <summary>Protocol of the database to use instead of the general one, or null.</summary>
    public string? Protocol { get; set; }

    /// <summary>Whether the name of the protocol does not matter for this ECU; null for the general setting.</summary>
    public bool? IgnoreProtocol { get; set; }

    /// <summary>Communication parameters of this ECU; they win over those of <c>Communication</c>.</summary>
    public Dictionary<string, ComParamOverride> ComParams { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}
