using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Modular.Plugins.Safety.Values;

namespace Modular.Plugins.Safety.Rules;

/// <summary>A comparison of a value of the vehicle with a number or a text: <c>Speed &gt; 3</c>, <c>Ignition != off</c>.</summary>
internal sealed class Condition
{
    private const string Form = "NAME OPERATOR VALUE, for example 'Speed > 3', with one of > >= < <= = !=";

    private static readonly string[] Operators = [">=", "<=", "!=", ">", "<", "="];

    private readonly string _text;
    private readonly string _operator;
    private readonly string _operand;
    private readonly double? _number;

    private Condition(VehicleValue value, string text, string @operator, string operand, double? number)
    {
        Value = value;
        _text = text;
        _operator = @operator;
        _operand = operand;
        _number = number;
    }

    /// <summary>What is compared.</summary>
    public VehicleValue Value { get; }

    /// <summary>Whether a text may name a value.</summary>
    /// <param name="text">The text.</param>
    public static bool IsName(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>Reads a condition.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">The values there are.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="mistake">What is wrong with the text.</param>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(
        string text, IReadOnlyList<VehicleValue> values, [NotNullWhen(true)] out Condition? condition, [NotNullWhen(false)] out string? mistake)
    {
        condition = null;
        var name = new string([.. text.TrimStart().TakeWhile(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')]);
        var rest = text.TrimStart()[name.Length..].TrimStart();
        var found = Operators.FirstOrDefault(candidate => rest.StartsWith(candidate, StringComparison.Ordinal));
        var operand = found is null ? string.Empty : rest[found.Length..].Trim();
        if (name.Length == 0 || found is null || operand.Length == 0)
        {
            mistake = $"'{text}' is no condition: write {Form}.";
            return false;
        }

        if (values.FirstOrDefault(candidate => string.Equals(candidate.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } value)
        {
            mistake = $"'{text}': there is no value {name}; known are {(values.Count == 0 ? "none" : string.Join(", ", values.Select(known => known.Name)))}.";
            return false;
        }

        var number = double.TryParse(operand, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && double.IsFinite(parsed) ? parsed : (double?)null;
        if (number is null && found is not ("=" or "!="))
        {
            mistake = $"'{text}': {operand} is no number, and texts are compared with = and != only.";
            return false;
        }

        condition = new Condition(value, text.Trim(), found, operand, number);
        mistake = null;
        return true;
    }

    /// <summary>Whether it holds now.</summary>
    /// <returns>Unknown while the value is not known, and when it is no number where one is needed.</returns>
    public Truth Evaluate()
    {
        if (Value.Current is not { } sample)
        {
            return Truth.Unknown;
        }

        if (_number is not { } limit)
        {
            var isSame = string.Equals(sample.Text, _operand, StringComparison.OrdinalIgnoreCase);
            return isSame == (_operator == "=") ? Truth.Yes : Truth.No;
        }

        if (sample.Number is not { } number)
        {
            return Truth.Unknown;
        }

        var holds = _operator switch
        {
            ">" => number > limit,
            ">=" => number >= limit,
            "<" => number < limit,
            "<=" => number <= limit,
            "=" => number.Equals(limit),
            _ => !number.Equals(limit),
        };
        return holds ? Truth.Yes : Truth.No;
    }

    /// <summary>Whether all of some conditions hold: the least of them.</summary>
    /// <param name="conditions">The conditions; none hold always.</param>
    /// <param name="unknown">The first one whose value is not known, where that decides.</param>
    /// <returns>The truth.</returns>
    public static Truth All(IReadOnlyList<Condition> conditions, out Condition? unknown)
    {
        unknown = null;
        foreach (var condition in conditions)
        {
            switch (condition.Evaluate())
            {
                case Truth.No:
                    unknown = null;
                    return Truth.No;
                case Truth.Unknown:
                    unknown ??= condition;
                    break;
            }
        }

        return unknown is null ? Truth.Yes : Truth.Unknown;
    }

    /// <inheritdoc/>
    public override string ToString() => _text;
}
