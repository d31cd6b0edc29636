using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Modular.Kernel;
using Modular.Mdd;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Loads all databases of a directory, several at a time.</summary>
/// <param name="options">Which, and how.</param>
/// <param name="cache">Where they are kept decompressed.</param>
/// <param name="time">Measures the duration.</param>
/// <param name="logger">Takes the progress.</param>
internal sealed partial class DatabaseLoader(TesterOptions options, DatabaseCache cache, TimeProvider time, ILogger<DatabaseLoader> logger)
{
    /// <summary>Loads the databases.</summary>
    /// <param name="cancellationToken">Stops loading.</param>
    /// <returns>What could be loaded, and why the rest could not. The caller disposes it.</returns>
    /// <exception cref="DirectoryNotFoundException">The configured directory does not exist.</exception>
    public async Task<DatabaseSet> LoadAsync(CancellationToken cancellationToken)
    {
        if (options.Database.Path is not { Length: > 0 } path)
        {
            LogNoPath();
            return DatabaseSet.Empty;
        }

        // The largest first: small files fill the gaps at the end. Names decide ties, so that every start is alike.
        var files = new DirectoryInfo(path)
            .EnumerateFiles("*.mdd", new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive })
            .OrderByDescending(file => file.Length)
            .ThenBy(file => file.Name, StringComparer.Ordinal)
            .ToArray();
        var started = time.GetTimestamp();
        LogLoading(files.Length, path);
        var opened = new ConcurrentBag<OpenedDatabase>();
        var problems = new ConcurrentBag<DatabaseProblem>();
        var done = 0;
        try
        {
            await Parallel.ForEachAsync(
                files,
                new ParallelOptions { MaxDegreeOfParallelism = options.Database.LoadParallelism, CancellationToken = cancellationToken },
                (file, _) =>
                {
                    Open(file, opened, problems);
                    LogProgress(Interlocked.Increment(ref done), files.Length, file.Name);
                    return ValueTask.CompletedTask;
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            foreach (var database in opened)
            {
                database.Database.Dispose();
            }

            throw;
        }

        var set = DatabaseSelection.Select(opened, problems, options);
        foreach (var problem in set.Problems)
        {
            if (problem.IsHarmless)
            {
                LogLeftOut(problem.File, problem.Reason);
            }
            else
            {
                LogInvalid(problem.File, problem.Reason);
            }
        }

        foreach (var name in options.Ecus.Keys.Where(name => !set.Ecus.Any(ecu => ecu.Name.Equals(name, StringComparison.OrdinalIgnoreCase))))
        {
            LogUnknownEcu(EcuOptions.SectionName, name);
        }

        if (cache.Fault is { } fault)
        {
            LogNotKept(fault);
        }

        LogLoaded(set.Ecus.Count, files.Length, time.GetElapsedTime(started).TotalMilliseconds);
        return set;
    }

    private void Open(FileInfo file, ConcurrentBag<OpenedDatabase> opened, ConcurrentBag<DatabaseProblem> problems)
    {
        try
        {
            opened.Add(new OpenedDatabase(file.Name, DiagnosticDatabase.Open(file.FullName, files: cache.FileOptions)));
        }
        catch (Exception exception) when (exception is DiagnosticException or MddFormatException or IOException or UnauthorizedAccessException)
        {
            problems.Add(new DatabaseProblem(file.Name, exception.Message));
        }
    }

    [LoggerMessage(6000, LogLevel.Warning, "No databases are configured (Database:Path), so there are no ECUs")]
    private partial void LogNoPath();

    [LoggerMessage(6001, LogLevel.Information, "Loading {Count} databases from {Path}")]
    private partial void LogLoading(int count, string path);

    [LoggerMessage(6002, LogLevel.Debug, "Read database {Number} of {Count}: {File}")]
    private partial void LogProgress(int number, int count, string file);

    [LoggerMessage(6003, LogLevel.Error, "Database {File} is not served: {Reason}")]
    private partial void LogInvalid(string file, string reason);

    [LoggerMessage(6004, LogLevel.Warning, "Database {File} is left out: {Reason}")]
    private partial void LogLeftOut(string file, string reason);

    [LoggerMessage(6005, LogLevel.Warning, "The configuration has a section {Section}:{Ecu}, but no database describes that ECU")]
    private partial void LogUnknownEcu(string section, string ecu);

    [LoggerMessage(6007, LogLevel.Warning, "Decompressed databases cannot be kept for the next start: {Fault}")]
    private partial void LogNotKept(string fault);

    [LoggerMessage(6006, LogLevel.Information, "Loaded {Ecus} ECUs from {Count} databases in {DurationMs} ms")]
    private partial void LogLoaded(int ecus, int count, double durationMs);
}
