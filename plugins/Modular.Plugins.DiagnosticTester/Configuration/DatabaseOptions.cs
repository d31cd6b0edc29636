namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>Section <c>Database</c>: which diagnostic databases are served, and how.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Database";

    /// <summary>The protocol used where the configuration names none.</summary>
    public const string DefaultProtocol = "UDS_Ethernet_DoIP_DOBT";

    /// <summary>Directory with the <c>*.mdd</c> files, or null to serve none.</summary>
    public string? Path { get; set; }

    /// <summary>Whether a broken file is reported while the others serve. False: it keeps the tester from starting.</summary>
    public bool IgnoreInvalid { get; set; } = true;

    /// <summary>Whether the tester refuses to start when no database could be loaded.</summary>
    public bool RequireAny { get; set; }

    /// <summary>Whether an ECU whose answers match no variant is served with its base variant.</summary>
    public bool FallbackToBaseVariant { get; set; } = true;

    /// <summary>Protocol of the databases to use, without regard to case, unless an ECU's section names another.</summary>
    public string Protocol { get; set; } = DefaultProtocol;

    /// <summary>Whether databases with one protocol or none are served whatever that protocol is called.</summary>
    public bool IgnoreProtocol { get; set; }

    /// <summary>Name in the database file which describes functional groups and no ECU. Compares without case.</summary>
    public string FunctionalGroups { get; set; } = "functional_groups";

    /// <summary>Functional groups to serve; empty for all.</summary>
    public List<string> EnabledFunctionalGroups { get; set; } = [];

    /// <summary>How many files are loaded at a time, 1 to 64.</summary>
    public int LoadParallelism { get; set; } = 4;

    /// <summary>Section <c>Database:Cache</c>.</summary>
    public DatabaseCacheOptions Cache { get; set; } = new();
}
