namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>All sections of the tester, checked.</summary>
/// <param name="Database">Section <c>Database</c>.</param>
/// <param name="Communication">Section <c>Communication</c>.</param>
/// <param name="Ecus">Sections <c>Ecu:NAME</c> by name, without regard to case.</param>
internal sealed record TesterOptions(
    DatabaseOptions Database,
    CommunicationOptions Communication,
    IReadOnlyDictionary<string, EcuOptions> Ecus)
{
    private static readonly EcuOptions Unchanged = new();

    /// <summary>When the communication begins; null when the configuration names something else.</summary>
    public static CommunicationStart? ParseStart(string? start) => start?.ToUpperInvariant() switch
    {
        "IMMEDIATE" => CommunicationStart.Immediate,
        "ON-DEMAND" => CommunicationStart.OnDemand,
        "PLUGIN" => CommunicationStart.Plugin,
        _ => null,
    };

    /// <summary>When the communication begins.</summary>
    public CommunicationStart Start => ParseStart(Communication.Start) ?? CommunicationStart.Immediate;

    /// <summary>The settings of one ECU; those of nobody in particular when it has no section.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    public EcuOptions For(string ecu) => Ecus.TryGetValue(ecu, out var options) ? options : Unchanged;
}
