using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Modular.Sdk.Transports;

/// <summary>
/// Communication parameters by their standard name (<c>CP_P6Max</c>, <c>CP_DoIPLogicalEcuAddress</c>), resolved for
/// one link. Immutable.
/// </summary>
/// <remarks>
/// Values are text: numbers decimal or <c>0x</c>-hexadecimal, durations whole microseconds, booleans <c>true</c> or
/// <c>false</c>. Whoever resolves them from a database applies the units, so that users need none.
/// </remarks>
public sealed class ComParamSet
{
    // A year: no timer of diagnostics comes near it, and sums of a few stay far from overflow.
    private const long MaxMicroseconds = 365L * 24 * 3600 * 1_000_000;

    private readonly FrozenDictionary<string, string> _values;

    /// <summary>Takes a copy of the values.</summary>
    /// <param name="values">Values by name; names compare without case.</param>
    public ComParamSet(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>A set without any value.</summary>
    public static ComParamSet Empty { get; } = new([]);

    /// <summary>Names and values.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Gets a value as text.</summary>
    /// <param name="name">The parameter's standard name.</param>
    /// <param name="value">The text, or null.</param>
    /// <returns>False when the parameter is absent.</returns>
    public bool TryGetText(string name, [NotNullWhen(true)] out string? value) => _values.TryGetValue(name, out value);

    /// <summary>Gets a number.</summary>
    /// <param name="name">The parameter's standard name.</param>
    /// <returns>The number, or null when the parameter is absent.</returns>
    /// <exception cref="FormatException">The value is no number from 0 to 4 294 967 295.</exception>
    public uint? GetNumber(string name)
    {
        if (!_values.TryGetValue(name, out var text))
        {
            return null;
        }

        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var parsed = isHex
            ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
        return parsed
            ? number
            : throw new FormatException($"Communication parameter {name} is '{text}', not a number from 0 to 4294967295.");
    }

    /// <summary>Gets a duration.</summary>
    /// <param name="name">The parameter's standard name.</param>
    /// <returns>The duration, or null when the parameter is absent.</returns>
    /// <exception cref="FormatException">The value is no whole number of microseconds.</exception>
    public TimeSpan? GetDuration(string name)
    {
        if (!_values.TryGetValue(name, out var text))
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds <= MaxMicroseconds
            ? TimeSpan.FromMicroseconds(microseconds)
            : throw new FormatException($"Communication parameter {name} is '{text}', not a duration in microseconds.");
    }

    /// <summary>Gets a switch.</summary>
    /// <param name="name">The parameter's standard name.</param>
    /// <returns>The switch, or null when the parameter is absent.</returns>
    /// <exception cref="FormatException">The value is neither <c>true</c> nor <c>false</c>.</exception>
    public bool? GetBoolean(string name)
    {
        if (!_values.TryGetValue(name, out var text))
        {
            return null;
        }

        return bool.TryParse(text, out var value)
            ? value
            : throw new FormatException($"Communication parameter {name} is '{text}', neither true nor false.");
    }
}
