using System.Globalization;
using Modular.Kernel.Computing;

namespace Modular.Kernel.Detection;

/// <summary>Compares decoded values with what authors of databases wrote.</summary>
internal static class MatchingComparison
{
    public static bool Matches(MatchingParameter parameter, Dictionary<string, ValueCollector> decoded)
    {
        if (!decoded.TryGetValue(parameter.Service.ShortName, out var values) || !values.TryGet(parameter.Parameter, out var value))
        {
            return false;
        }

        var text = parameter.ExpectedValue;
        return value switch
        {
            string actual => actual == text,
            byte[] bytes => MatchesBytes(bytes, text),
            double number => NumberText.TryParseReal(text, out var expected) && number == expected,
            float number => NumberText.TryParseReal(text, out var expected) && number == (float)expected,
            IConvertible number => NumberText.TryParseInteger(text, out var expected)
                && number.ToDecimal(CultureInfo.InvariantCulture) == expected,
            _ => false,
        };
    }

    private static bool MatchesBytes(byte[] bytes, string text)
    {
        var expected = new byte[NumberText.MaxByteCount(text.Length)];
        return NumberText.TryParseBytes(text, expected, out var written) && bytes.AsSpan().SequenceEqual(expected.AsSpan(0, written));
    }
}
