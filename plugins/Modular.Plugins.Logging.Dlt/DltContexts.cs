namespace Modular.Plugins.Logging.Dlt;

/// <summary>Names the contexts, and chooses one by who logged.</summary>
internal static class DltContexts
{
    private const string Plugins = "plugin.";

    // First match wins: the databases are a part of the tester.
    private static readonly (string Beginning, DltContextId Context)[] Rules =
    [
        ("plugin.modular.transport.doip.", DltContextId.DoIp),
        ("plugin.modular.protocol.uds.", DltContextId.Uds),
        ("plugin.modular.sovd.", DltContextId.Sovd),
        ("plugin.modular.diagnostic-tester.Modular.Plugins.DiagnosticTester.Databases.", DltContextId.Db),
    ];

    /// <summary>Every context with its id of up to four ASCII characters and its description, in the order of the enum.</summary>
    public static IReadOnlyList<(string Id, string Description)> All { get; } =
    [
        ("MAIN", "Host"),
        ("CORE", "Diagnostic tester and other plugins"),
        ("DOIP", "DoIP transport"),
        ("UDS", "UDS protocol"),
        ("DB", "Diagnostic databases"),
        ("SOVD", "SOVD interface"),
    ];

    /// <summary>Chooses the context of a category.</summary>
    public static DltContextId Find(string category)
    {
        if (!category.StartsWith(Plugins, StringComparison.Ordinal))
        {
            return DltContextId.Main;
        }

        foreach (var (beginning, context) in Rules)
        {
            if (category.StartsWith(beginning, StringComparison.Ordinal))
            {
                return context;
            }
        }

        return DltContextId.Core;
    }
}
