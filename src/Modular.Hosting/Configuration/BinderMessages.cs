using System.Text.RegularExpressions;

namespace Modular.Hosting.Configuration;

/// <summary>Says in words of configuration what the framework's binders say in words of .NET.</summary>
internal static partial class BinderMessages
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["System.Int16"] = "a whole number",
        ["System.Int32"] = "a whole number",
        ["System.Int64"] = "a whole number",
        ["System.Byte"] = "a whole number from 0 to 255",
        ["System.UInt16"] = "a whole number from 0",
        ["System.UInt32"] = "a whole number from 0",
        ["System.UInt64"] = "a whole number from 0",
        ["System.Double"] = "a number",
        ["System.Single"] = "a number",
        ["System.Decimal"] = "a number",
        ["System.Boolean"] = "true or false",
        ["System.TimeSpan"] = "a time such as 00:00:30",
        ["System.Uri"] = "an address",
        ["System.Guid"] = "a GUID",
    };

    /// <summary>Translates a message; one that is not known stays as it is.</summary>
    public static string Translate(string message)
    {
        if (UnknownKeys().Match(message) is { Success: true } unknown)
        {
            return $"unknown keys: {unknown.Groups["keys"].Value.Replace("'", string.Empty, StringComparison.Ordinal)}";
        }

        return Conversion().Match(message) is { Success: true } conversion
            ? $"{conversion.Groups["path"].Value}: '{conversion.Groups["value"].Value}' is not {Types.GetValueOrDefault(conversion.Groups["type"].Value, $"of the type {conversion.Groups["type"].Value.Split('.')[^1]}")}"
            : message;
    }

    [GeneratedRegex("ErrorOnUnknownConfiguration.*?were not found on the instance of [^:]*: (?<keys>.*?)\\.?$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex UnknownKeys();

    [GeneratedRegex("^Failed to convert configuration value(?: '(?<value>.*?)')? at '(?<path>[^']+)' to type '(?<type>[^']+)'", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Conversion();
}
