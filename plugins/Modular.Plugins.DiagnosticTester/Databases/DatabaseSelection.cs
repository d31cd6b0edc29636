using Modular.Kernel;
using Modular.Plugins.DiagnosticTester.Configuration;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Decides which of the opened databases are served, and disposes the others.</summary>
internal static class DatabaseSelection
{
    /// <summary>Resolves protocols and addresses, and settles what happens to several databases for one ECU.</summary>
    /// <param name="opened">The databases, in any order.</param>
    /// <param name="failed">Files that could not be opened.</param>
    /// <param name="options">The configuration.</param>
    /// <returns>The databases to serve.</returns>
    public static DatabaseSet Select(IEnumerable<OpenedDatabase> opened, IEnumerable<DatabaseProblem> failed, TesterOptions options)
    {
        var problems = failed.ToList();
        var candidates = new List<(string File, EcuDefinition Ecu)>();
        OpenedDatabase? groups = null;
        foreach (var database in opened.OrderBy(database => database.File, StringComparer.Ordinal))
        {
            try
            {
                if (!IsGroupDescription(database.Database, options.Database))
                {
                    candidates.Add((database.File, Define(database.Database, options)));
                    continue;
                }

                if (groups is not null)
                {
                    throw new DatabaseRejectedException($"functional groups are described by {groups.File} already.");
                }

                groups = database;
            }
            catch (DatabaseRejectedException exception)
            {
                Drop(database.Database, database.File, exception.Message, problems);
            }
        }

        var ecus = candidates
            .GroupBy(candidate => candidate.Ecu.Name, StringComparer.OrdinalIgnoreCase)
            .Select(sameName => Settle([.. sameName], problems))
            .OfType<EcuDefinition>()
            .OrderBy(ecu => ecu.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();
        return new DatabaseSet(ecus, groups?.Database, [.. problems.OrderBy(problem => problem.File, StringComparer.Ordinal)]);
    }

    private static bool IsGroupDescription(DiagnosticDatabase database, DatabaseOptions options) =>
        string.Equals(database.EcuName, options.FunctionalGroups, StringComparison.OrdinalIgnoreCase)
        || (database.BaseVariant is null && database.FunctionalGroups.Count > 0);

    private static EcuDefinition Define(DiagnosticDatabase database, TesterOptions options)
    {
        if (database.BaseVariant is null)
        {
            throw new DatabaseRejectedException("it has no base variant.");
        }

        var specific = options.For(database.EcuName);
        var protocol = ProtocolResolver.Resolve(database.EcuName, database.Protocols, options.Database, specific);
        var comParams = ComParamResolver.Resolve(database.ResolveComParams(protocol), options.Communication.ComParams, specific.ComParams);
        try
        {
            var address = comParams.GetNumber(ComParamNames.LogicalEcuAddress);

            // 0 is the parameter's default and means that nobody set it: the ECU is its own gateway then.
            var gateway = comParams.GetNumber(ComParamNames.LogicalGatewayAddress) is { } given and > 0 ? given : address;
            return new EcuDefinition(database.EcuName, database, protocol, comParams, address, address is null ? null : gateway);
        }
        catch (FormatException exception)
        {
            throw new DatabaseRejectedException(exception.Message, exception);
        }
    }

    private static EcuDefinition? Settle(List<(string File, EcuDefinition Ecu)> sameName, List<DatabaseProblem> problems)
    {
        if (sameName.Count == 1)
        {
            return sameName[0].Ecu;
        }

        if (sameName.DistinctBy(candidate => candidate.Ecu.Place).Count() > 1)
        {
            var files = string.Join(", ", sameName.Select(candidate => candidate.File));
            foreach (var (file, ecu) in sameName)
            {
                Drop(ecu.Database, file, $"several databases ({files}) describe {ecu.Name} at different addresses, so none of them is served.", problems);
            }

            return null;
        }

        var newest = sameName.MaxBy(candidate => candidate.Ecu.Database.Revision, RevisionComparer.Instance);
        foreach (var (file, ecu) in sameName.Where(candidate => candidate != newest))
        {
            Drop(
                ecu.Database, file, $"{newest.File} describes {ecu.Name} in revision {newest.Ecu.Database.Revision ?? "(none)"}, "
                + $"which is not older than {ecu.Database.Revision ?? "(none)"}.", problems, isHarmless: true);
        }

        return newest.Ecu;
    }

    private static void Drop(DiagnosticDatabase database, string file, string reason, List<DatabaseProblem> problems, bool isHarmless = false)
    {
        problems.Add(new DatabaseProblem(file, reason, isHarmless));
        database.Dispose();
    }
}
