using System.Globalization;
using Modular.Odx.Conversion;
using Modular.Odx.Documents;
using Modular.Odx.Losses;

namespace Modular.Odx.Mapping;

/// <summary>Reads numbers, flags and keywords out of texts, telling what is none.</summary>
internal sealed class ValueReader(ProblemList problems)
{
    public uint UInt(OdxElement owner, string child) => OptionalUInt(owner, child) ?? 0;

    public uint? OptionalUInt(OdxElement owner, string child) => owner.Take(child) is { } element ? ParseUInt(element) : null;

    public uint ParseUInt(OdxElement element)
    {
        var text = element.Text.AsSpan().Trim();
        if (uint.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            || (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                && uint.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)))
        {
            return value;
        }

        return Wrong<uint>(element, element.Text, "whole number from 0 to 4294967295");
    }

    public int? OptionalInt(OdxElement owner, string child)
    {
        if (owner.Take(child) is not { } element)
        {
            return null;
        }

        return int.TryParse(element.Text.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : Wrong<int>(element, element.Text, "whole number of 32 bits");
    }

    public double? OptionalDouble(OdxElement owner, string child) => owner.Take(child) is { } element ? ParseDouble(element) : null;

    public double ParseDouble(OdxElement element)
    {
        var text = element.Text.AsSpan().Trim();
        return text switch
        {
            "INF" => double.PositiveInfinity,
            "-INF" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : Wrong<double>(element, element.Text, "number"),
        };
    }

    public bool Flag(OdxElement element, string attribute, bool absent)
    {
        var text = element.Attribute(attribute);
        return text is null ? absent : ParseFlag(element, text) ?? absent;
    }

    public bool? OptionalFlag(OdxElement owner, string child) => owner.Take(child) is { } element ? ParseFlag(element, element.Text) : null;

    /// <summary>The value of a keyword, which the standard spells as given.</summary>
    public T Keyword<T>(OdxElement element, string? text, T absent, ReadOnlySpan<(string Word, T Value)> words)
    {
        if (text is null)
        {
            return absent;
        }

        var trimmed = text.AsSpan().Trim();
        foreach (var (word, value) in words)
        {
            if (trimmed.SequenceEqual(word))
            {
                return value;
            }
        }

        var known = string.Join(", ", words.ToArray().Select(static pair => pair.Word));
        problems.Recoverable(element, $"{element.Name}: '{Shorten(text)}' is none of {known}.", LossReason.BadValue);
        return absent;
    }

    public byte[]? Hex(OdxElement owner, string child)
    {
        if (owner.Take(child) is not { } element)
        {
            return null;
        }

        var text = element.Text.Trim();
        try
        {
            return Convert.FromHexString(text.Length % 2 == 0 ? text : "0" + text);
        }
        catch (FormatException)
        {
            problems.Recoverable(element, $"{element.Name}: '{Shorten(text)}' is no sequence of hexadecimal digits.", LossReason.BadValue);
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "...");

    private bool? ParseFlag(OdxElement element, string text)
    {
        switch (text.AsSpan().Trim())
        {
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                problems.Recoverable(element, $"{element.Name}: '{Shorten(text)}' is neither true nor false.", LossReason.BadValue);
                return null;
        }
    }

    private T Wrong<T>(OdxElement element, string text, string wanted)
        where T : struct
    {
        problems.Recoverable(element, $"{element.Name}: '{Shorten(text)}' is no {wanted}.", LossReason.BadValue);
        return default;
    }
}
