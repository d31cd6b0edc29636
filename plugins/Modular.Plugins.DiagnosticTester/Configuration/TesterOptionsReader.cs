using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>Binds and checks the tester's sections, and reports all mistakes at once, each with its path.</summary>
internal static class TesterOptionsReader
{
    /// <summary>Reads the sections.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <returns>The options.</returns>
    /// <exception cref="OptionsValidationException">There are mistakes; every failure begins with its path.</exception>
    public static TesterOptions Read(IConfiguration configuration)
    {
        var failures = new List<string>();
        var database = configuration.GetSection(DatabaseOptions.SectionName);
        var communication = configuration.GetSection(CommunicationOptions.SectionName);
        var ecus = configuration.GetSection(EcuOptions.SectionName);

        CheckKeys(database, failures, [
            nameof(DatabaseOptions.Path), nameof(DatabaseOptions.IgnoreInvalid), nameof(DatabaseOptions.RequireAny),
            nameof(DatabaseOptions.FallbackToBaseVariant), nameof(DatabaseOptions.Protocol), nameof(DatabaseOptions.IgnoreProtocol),
            nameof(DatabaseOptions.FunctionalGroups), nameof(DatabaseOptions.EnabledFunctionalGroups), nameof(DatabaseOptions.LoadParallelism),
            nameof(DatabaseOptions.Cache)]);
        CheckKeys(database.GetSection(nameof(DatabaseOptions.Cache)), failures, [
            nameof(DatabaseCacheOptions.Enabled), nameof(DatabaseCacheOptions.Path), nameof(DatabaseCacheOptions.MaxMegabytes)]);
        CheckKeys(communication, failures, [
            nameof(CommunicationOptions.Start), nameof(CommunicationOptions.ComParams), nameof(CommunicationOptions.TurnTimeout),
            nameof(CommunicationOptions.SafetyBudget),
            nameof(CommunicationOptions.RejectUnknownParameters), nameof(CommunicationOptions.Detection)]);
        CheckKeys(communication.GetSection(nameof(CommunicationOptions.Detection)), failures, [
            nameof(DetectionOptions.AtStart), nameof(DetectionOptions.Attempts), nameof(DetectionOptions.RetryDelay), nameof(DetectionOptions.Parallelism)]);
        CheckComParams(communication.GetSection(nameof(CommunicationOptions.ComParams)), failures);
        foreach (var ecu in ecus.GetChildren())
        {
            CheckKeys(ecu, failures, [nameof(EcuOptions.Protocol), nameof(EcuOptions.IgnoreProtocol), nameof(EcuOptions.ComParams)]);
            CheckComParams(ecu.GetSection(nameof(EcuOptions.ComParams)), failures);
        }

        var options = new TesterOptions(
            Bind(failures, () => database.Get<DatabaseOptions>()),
            Bind(failures, () => communication.Get<CommunicationOptions>()),
            ecus.GetChildren().ToDictionary(
                section => section.Key,
                section => Bind(failures, () => section.Get<EcuOptions>()),
                StringComparer.OrdinalIgnoreCase));
        CheckValues(options, database, communication, failures);
        return failures.Count == 0
            ? options
            : throw new OptionsValidationException(nameof(TesterOptions), typeof(TesterOptions), failures);
    }

    private static T Bind<T>(List<string> failures, Func<T?> bind)
        where T : class, new()
    {
        try
        {
            return bind() ?? new T();
        }
        catch (InvalidOperationException exception)
        {
            // The binder stops at the first value of a section that does not convert; its message holds the path.
            failures.Add(exception.Message);
            return new T();
        }
    }

    private static void CheckKeys(IConfigurationSection section, List<string> failures, string[] known)
    {
        foreach (var child in section.GetChildren())
        {
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                failures.Add($"{child.Path}: unknown key; known are {string.Join(", ", known)}.");
            }
        }
    }

    private static void CheckComParams(IConfigurationSection section, List<string> failures)
    {
        foreach (var child in section.GetChildren())
        {
            CheckKeys(child, failures, [nameof(ComParamOverride.Value), nameof(ComParamOverride.Precedence)]);
            if (string.IsNullOrWhiteSpace(child[nameof(ComParamOverride.Value)]))
            {
                failures.Add($"{child.Path}:{nameof(ComParamOverride.Value)}: a value is required.");
            }
        }
    }

    private static void CheckValues(TesterOptions options, IConfigurationSection database, IConfigurationSection communication, List<string> failures)
    {
        var detection = communication.GetSection(nameof(CommunicationOptions.Detection)).Path;
        CheckRange(failures, $"{database.Path}:{nameof(DatabaseOptions.LoadParallelism)}", options.Database.LoadParallelism, 1, 64);
        CheckRange(
            failures, $"{database.Path}:{nameof(DatabaseOptions.Cache)}:{nameof(DatabaseCacheOptions.MaxMegabytes)}", options.Database.Cache.MaxMegabytes,
            1, 1024 * 1024);
        CheckRange(failures, $"{detection}:{nameof(DetectionOptions.Attempts)}", options.Communication.Detection.Attempts, 1, 100);
        CheckRange(failures, $"{detection}:{nameof(DetectionOptions.Parallelism)}", options.Communication.Detection.Parallelism, 1, 256);
        CheckRange(
            failures, $"{detection}:{nameof(DetectionOptions.RetryDelay)}", options.Communication.Detection.RetryDelay, TimeSpan.Zero, TimeSpan.FromHours(1));
        CheckRange(
            failures, $"{communication.Path}:{nameof(CommunicationOptions.TurnTimeout)}", options.Communication.TurnTimeout,
            TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
        CheckRange(
            failures, $"{communication.Path}:{nameof(CommunicationOptions.SafetyBudget)}", options.Communication.SafetyBudget,
            TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(10));
        if (TesterOptions.ParseStart(options.Communication.Start) is null)
        {
            failures.Add($"{communication.Path}:{nameof(CommunicationOptions.Start)}: '{options.Communication.Start}' is none of immediate, on-demand, plugin.");
        }

        if (string.IsNullOrWhiteSpace(options.Database.Protocol))
        {
            failures.Add($"{database.Path}:{nameof(DatabaseOptions.Protocol)}: a name is required.");
        }
    }

    private static void CheckRange<T>(List<string> failures, string path, T value, T minimum, T maximum)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {value} is not within {minimum} to {maximum}."));
        }
    }
}
