using System.Text.Json;
using Modular.Plugins.Sovd.Json;

namespace Modular.Plugins.Sovd.Http;

/// <summary>Makes answers from errors.</summary>
internal static class ProblemReply
{
    /// <summary>Makes an answer.</summary>
    /// <param name="bodies">Lends the body.</param>
    /// <param name="problem">The error.</param>
    /// <returns>The answer.</returns>
    public static Reply Create(JsonBodyPool bodies, Problem problem)
    {
        var body = bodies.Rent();
        JsonSerializer.Serialize(body.Writer, problem.Error, SovdJsonContext.Default.GenericError);
        return Reply.Json(body, problem.Status) with { RetryAfterSeconds = problem.RetryAfterSeconds };
    }
}
