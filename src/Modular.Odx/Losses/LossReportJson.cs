using System.Text.Json;
using Modular.Odx.Conversion;

namespace Modular.Odx.Losses;

/// <summary>Writes a conversion's losses and warnings for programs.</summary>
public static class LossReportJson
{
    /// <summary>Writes one object: <c>source</c>, <c>databases</c>, <c>elements</c>, <c>lost</c>, <c>losses</c>, <c>warnings</c>.</summary>
    public static void Write(string source, OdxConversion conversion, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(conversion);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("source", source);
        writer.WriteStartArray("databases");
        foreach (var database in conversion.Databases)
        {
            writer.WriteStringValue(database.Description.EcuName);
        }

        writer.WriteEndArray();
        writer.WriteNumber("elements", conversion.Losses.ElementCount);
        writer.WriteNumber("lost", conversion.Losses.Count);
        writer.WriteStartArray("losses");
        foreach (var group in conversion.Losses.Groups)
        {
            Write(group, writer);
        }

        writer.WriteEndArray();
        WriteProblems("warnings", conversion.Warnings, writer);
        writer.WriteEndObject();
    }

    /// <summary>Writes problems as a member with a list of objects.</summary>
    public static void WriteProblems(string member, IEnumerable<OdxProblem> problems, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartArray(member);
        foreach (var problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("document", problem.Document);
            writer.WriteNumber("line", problem.Line);
            writer.WriteString("path", problem.Path);
            writer.WriteString("message", problem.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(LossGroup group, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", group.Name);
        writer.WriteString("reason", LossReasonText.Key(group.Reason));
        writer.WriteString("meaning", LossReasonText.Sentence(group.Reason));
        writer.WriteNumber("count", group.Count);
        writer.WriteStartArray("places");
        foreach (var loss in group.Losses)
        {
            writer.WriteStartObject();
            writer.WriteString("document", loss.Document);
            writer.WriteNumber("line", loss.Line);
            writer.WriteString("path", loss.Path);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
