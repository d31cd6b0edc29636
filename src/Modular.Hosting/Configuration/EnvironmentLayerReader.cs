using System.Collections;

namespace Modular.Hosting.Configuration;

/// <summary>Reads variables <c>MODULAR__SECTION__KEY</c> into a layer.</summary>
internal static class EnvironmentLayerReader
{
    /// <summary>What every variable of the product begins with.</summary>
    public const string Prefix = "MODULAR__";

    /// <summary>Reads the variables of the process.</summary>
    public static ConfigurationLayer Read() => Read(Environment.GetEnvironmentVariables());

    /// <summary>Reads a set of variables.</summary>
    /// <param name="variables">Names and values.</param>
    public static ConfigurationLayer Read(IDictionary variables)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in variables)
        {
            if (variable.Key is string name && name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name.Length > Prefix.Length)
            {
                var key = name[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
                values[key] = variable.Value as string;
                names[key] = name;
            }
        }

        return new ConfigurationLayer(
            "environment",
            values,
            key => names.TryGetValue(key, out var name) ? $"environment variable {name}" : "environment");
    }
}
