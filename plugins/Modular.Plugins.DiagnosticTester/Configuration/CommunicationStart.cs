namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>When the communication with the vehicle begins.</summary>
public enum CommunicationStart
{
    /// <summary>When the server starts.</summary>
    Immediate,

    /// <summary>With the first request to any ECU.</summary>
    OnDemand,

    /// <summary>When a plugin says so.</summary>
    Plugin,
}
