using System.Text.Json;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>Compares JSON by value: numbers with the tolerance the vectors ask for, members without regard to order.</summary>
internal static class JsonComparison
{
    private const double Tolerance = 1e-6;

    /// <summary>Says where two values differ, or null when they do not.</summary>
    public static string? Compare(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: {actual} instead of {expected}";
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => CompareObject(expected, actual, path),
            JsonValueKind.Array => CompareArray(expected, actual, path),
            JsonValueKind.Number => IsClose(expected.GetDouble(), actual.GetDouble()) ? null : $"{path}: {actual} instead of {expected}",
            JsonValueKind.String => expected.GetString() == actual.GetString() ? null : $"{path}: '{actual}' instead of '{expected}'",
            _ => null,
        };
    }

    private static string? CompareObject(JsonElement expected, JsonElement actual, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(member.Name, out var value))
            {
                return $"{path}/{member.Name}: missing";
            }

            if (Compare(member.Value, value, $"{path}/{member.Name}") is { } difference)
            {
                return difference;
            }
        }

        var surplus = actual.EnumerateObject().FirstOrDefault(member => !expected.TryGetProperty(member.Name, out _));
        return surplus.Value.ValueKind == JsonValueKind.Undefined ? null : $"{path}/{surplus.Name}: surplus";
    }

    private static string? CompareArray(JsonElement expected, JsonElement actual, string path)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            return $"{path}: {actual.GetArrayLength()} items instead of {expected.GetArrayLength()}";
        }

        for (var index = 0; index < actual.GetArrayLength(); index++)
        {
            if (Compare(expected[index], actual[index], $"{path}/{index}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static bool IsClose(double one, double other) =>
        one == other || Math.Abs(one - other) <= Tolerance * Math.Max(Math.Abs(one), Math.Abs(other));
}
