using System.Text.Json;
using Modular.Kernel;
using Modular.Plugins.DatabaseTools.Messages;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>Puts each case of a vector file to a batch and compares the answers.</summary>
internal static class BatchVectors
{
    /// <param name="database">The database the file belongs to.</param>
    /// <param name="vectors">The vector file.</param>
    /// <param name="hasNames">Whether the database keeps the names of responses.</param>
    public static BatchResult Run(DiagnosticDatabase database, JsonElement vectors, bool hasNames)
    {
        var batch = new BatchRunner(database);
        var result = new BatchResult();
        foreach (var vector in vectors.GetProperty("cases").EnumerateArray())
        {
            if (vector.TryGetProperty("disputed", out var disputed) && disputed.ValueKind == JsonValueKind.True)
            {
                result.Disputed++;
                continue;
            }

            using var answer = JsonDocument.Parse(batch.Answer(vector.GetRawText()));
            if (Compare(vector, answer.RootElement, hasNames) is { } difference)
            {
                result.Failures.Add($"{vector.GetProperty("id")}: {difference}");
            }
            else
            {
                result.Passed++;
            }
        }

        return result;
    }

    private static string? Compare(JsonElement vector, JsonElement answer, bool hasNames)
    {
        var op = vector.GetProperty("op").GetString()!;
        var error = answer.TryGetProperty("error", out var given) ? given.GetProperty("message").GetString() : null;
        if (op.EndsWith("_error", StringComparison.Ordinal))
        {
            // A value outside of its limits is told besides the value, and is no error of the message.
            return error is not null || answer.TryGetProperty("validity", out _) ? null : $"accepted: {answer}";
        }

        if (error is not null)
        {
            return error;
        }

        return op switch
        {
            "encode" => Same(vector, answer, "request"),
            "select" => hasNames ? Same(vector, answer, "response_object") : null,
            _ => (hasNames ? Same(vector, answer, "response_object") : null)
                ?? Same(vector, answer, "kind")
                ?? JsonComparison.Compare(vector.GetProperty("decoded"), answer.GetProperty("decoded"), "")
                ?? CompareValidity(vector, answer),
        };
    }

    private static string? CompareValidity(JsonElement vector, JsonElement answer)
    {
        var expected = vector.TryGetProperty("validity", out var wanted) && wanted.EnumerateObject().Any() ? wanted.ToString() : null;
        var actual = answer.TryGetProperty("validity", out var given) ? given.ToString() : null;
        return Normalize(expected) == Normalize(actual) ? null : $"validity {actual ?? "none"} instead of {expected ?? "none"}";
    }

    private static string? Normalize(string? json) => json?.Replace(" ", "", StringComparison.Ordinal);

    private static string? Same(JsonElement vector, JsonElement answer, string name)
    {
        var (expected, actual) = (vector.GetProperty(name).GetString(), answer.GetProperty(name).GetString());
        return expected == actual ? null : $"{name} {actual} instead of {expected}";
    }
}
