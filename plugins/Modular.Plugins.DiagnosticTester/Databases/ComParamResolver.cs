using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Puts the overrides of the configuration over the communication parameters of a database.</summary>
internal static class ComParamResolver
{
    /// <summary>Applies the general overrides, then those of the ECU; each wins or yields by its own precedence.</summary>
    /// <param name="database">What the database says.</param>
    /// <param name="general">Overrides for all ECUs.</param>
    /// <param name="ecu">Overrides for this ECU; one here makes the general one of that name void.</param>
    /// <returns>The values to use.</returns>
    public static ComParamSet Resolve(
        ComParamSet database,
        IReadOnlyDictionary<string, ComParamOverride> general,
        IReadOnlyDictionary<string, ComParamOverride> ecu)
    {
        if (general.Count == 0 && ecu.Count == 0)
        {
            return database;
        }

        var values = new Dictionary<string, string>(database.Values, StringComparer.OrdinalIgnoreCase);
        var overrides = new Dictionary<string, ComParamOverride>(general, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, wanted) in ecu)
        {
            overrides[name] = wanted;
        }

        foreach (var (name, wanted) in overrides)
        {
            if (wanted.Value is { } value && (wanted.Precedence == ComParamPrecedence.Config || !values.ContainsKey(name)))
            {
                values[name] = value.Trim();
            }
        }

        return new ComParamSet(values);
    }
}
