using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Modular.Plugins.Safety.Rules;
using Modular.Plugins.Safety.Values;

namespace Modular.Plugins.Safety.Configuration;

/// <summary>Binds, checks and compiles section <c>Safety</c>, and reports all mistakes at once, each with its path.</summary>
internal static class SafetySettingsReader
{
    private const string Section = SafetyOptions.SectionName;

    /// <summary>Reads the section.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="time">The clock by which values age.</param>
    /// <returns>The settings; null when the plugin has nothing to do.</returns>
    /// <exception cref="OptionsValidationException">There are mistakes; every failure begins with its path.</exception>
    public static SafetySettings? Read(IConfiguration configuration, TimeProvider time)
    {
        var section = configuration.GetSection(Section);
        var failures = new List<string>();
        var options = new SafetyOptions();
        try
        {
            section.Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            // The binder stops at the first mistake; its message holds the path.
            failures.Add(exception.Message);
        }

        if (failures.Count == 0 && !(options.Enabled ?? section.GetChildren().Any()))
        {
            return null;
        }

        var values = options.Values
            .OrderBy(value => value.Key, StringComparer.OrdinalIgnoreCase)
            .Select(value => ReadValue(value.Key, value.Value, time, failures))
            .ToList();
        var settings = new SafetySettings(
            values,
            [.. options.Rules.Select((rule, i) => ReadRule(rule, $"{Section}:{nameof(SafetyOptions.Rules)}:{i}", values, failures))],
            [.. options.Triggers.Select((trigger, i) => ReadTrigger(trigger, $"{Section}:{nameof(SafetyOptions.Triggers)}:{i}", values, failures))],
            options.Default,
            new NamePatterns(options.Operators));
        return failures.Count == 0 ? settings : throw new OptionsValidationException(nameof(SafetyOptions), typeof(SafetyOptions), failures);
    }

    private static VehicleValue ReadValue(string name, ValueOptions options, TimeProvider time, List<string> failures)
    {
        var path = $"{Section}:{nameof(SafetyOptions.Values)}:{name}";
        if (!Condition.IsName(name))
        {
            failures.Add($"{path}: a name consists of letters, digits, '_' and '-'.");
        }

        var isEcu = options.Ecu is not null || options.Service is not null;
        if ((isEcu ? 1 : 0) + (options.File is not null ? 1 : 0) + (options.Push ? 1 : 0) != 1)
        {
            failures.Add($"{path}: give exactly one source: Ecu and Service, File, or Push.");
        }

        if (isEcu && (string.IsNullOrWhiteSpace(options.Ecu) || string.IsNullOrWhiteSpace(options.Service)))
        {
            failures.Add($"{path}: Ecu and Service belong together.");
        }

        if (options.File is { } file && !Path.IsPathFullyQualified(file))
        {
            failures.Add($"{path}:{nameof(ValueOptions.File)}: '{file}' is no absolute path.");
        }

        CheckRange($"{path}:{nameof(ValueOptions.Period)}", options.Period, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1), failures);
        CheckRange($"{path}:{nameof(ValueOptions.MaxAge)}", options.MaxAge, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), failures);
        if (!options.Push && options.MaxAge <= options.Period)
        {
            failures.Add($"{path}:{nameof(ValueOptions.MaxAge)}: it must be longer than the period, or the value is never known.");
        }

        return new VehicleValue(name, options, time);
    }

    private static Rule ReadRule(RuleOptions options, string path, List<VehicleValue> values, List<string> failures)
    {
        var requests = new List<RequestPattern>();
        for (var i = 0; i < options.Requests.Count; i++)
        {
            if (RequestPattern.TryParse(options.Requests[i], out var pattern))
            {
                requests.Add(pattern);
            }
            else
            {
                failures.Add($"{path}:{nameof(RuleOptions.Requests)}:{i}: '{options.Requests[i]}' is not the beginning of a request in hexadecimal.");
            }
        }

        return new Rule(
            string.IsNullOrWhiteSpace(options.Name) ? path : options.Name,
            new NamePatterns(options.Ecus),
            new NamePatterns(options.Services),
            requests,
            options.Semantics,
            options.Effects.Count == 0 ? [Sdk.Safety.ServiceEffect.Changes] : options.Effects,
            ReadConditions(options.When, path, values, failures),
            options.Decision,
            options.Reason);
    }

    private static Trigger ReadTrigger(TriggerOptions options, string path, List<VehicleValue> values, List<string> failures)
    {
        if (options.When.Count == 0)
        {
            failures.Add($"{path}:{nameof(TriggerOptions.When)}: a trigger needs a condition.");
        }

        var name = string.IsNullOrWhiteSpace(options.Name) ? path : options.Name;
        return new Trigger(
            name, ReadConditions(options.When, path, values, failures), options.UnknownTriggers,
            string.IsNullOrWhiteSpace(options.Reason) ? name : options.Reason);
    }

    private static List<Condition> ReadConditions(List<string> texts, string path, List<VehicleValue> values, List<string> failures)
    {
        var conditions = new List<Condition>();
        for (var i = 0; i < texts.Count; i++)
        {
            if (Condition.TryParse(texts[i], values, out var condition, out var mistake))
            {
                conditions.Add(condition);
            }
            else
            {
                failures.Add($"{path}:{nameof(RuleOptions.When)}:{i}: {mistake}");
            }
        }

        return conditions;
    }

    private static void CheckRange(string path, TimeSpan value, TimeSpan minimum, TimeSpan maximum, List<string> failures)
    {
        if (value < minimum || value > maximum)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {value} is not within {minimum} to {maximum}."));
        }
    }
}
