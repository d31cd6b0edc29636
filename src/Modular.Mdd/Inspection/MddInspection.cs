using Modular.Mdd.Container;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Inspection;

/// <summary>Looks for all that is wrong with a database, where opening it stops at the first damage and passes over the rest.</summary>
/// <remarks>
/// Checked are the container, the size and hash of every chunk, and of the description: structure and offsets, alignment
/// and texts, what elements must have to mean something, and references by name or by kind.
/// </remarks>
public static class MddInspection
{
    /// <summary>Inspects a file.</summary>
    /// <returns>The findings, found while they are enumerated; none when the file is in order.</returns>
    public static IEnumerable<MddFinding> Inspect(MddFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var chunk in file.Container.Chunks)
        {
            foreach (var finding in InspectChunk(file, chunk))
            {
                yield return finding;
            }
        }

        if (!TryOpen(file, out var database, out var refusal))
        {
            yield return refusal!;
            yield break;
        }

        using (database)
        {
            foreach (var finding in Inspect(database!))
            {
                yield return finding;
            }
        }
    }

    /// <summary>Inspects the description of an open database.</summary>
    /// <returns>The findings, found while they are enumerated; none when the description is in order.</returns>
    public static IEnumerable<MddFinding> Inspect(MddDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.File.Container.EcuName != (database.Root.EcuName ?? ""))
        {
            yield return Warning("ecu_name", $"the description is of '{database.Root.EcuName}', the container of '{database.File.Container.EcuName}'");
        }

        var findings = new List<MddFinding>();
        foreach (var (element, path) in ElementWalk.From(MddElement.Root(database)))
        {
            EncodingCheck.Check(element, path, findings);
            CompletenessCheck.Check(element, path, findings);
            ReferenceCheck.Check(element, path, findings);
            foreach (var finding in findings)
            {
                yield return finding;
            }

            findings.Clear();
        }
    }

    private static IEnumerable<MddFinding> InspectChunk(MddFile file, MddChunk chunk)
    {
        var place = $"chunk '{chunk.Name}'";
        if (!chunk.HasData)
        {
            yield break;
        }

        if (chunk.Signatures.All(signature => signature.Algorithm != MddSignature.Sha512Uncompressed))
        {
            yield return Warning(place, "it carries no hash, so damage of its data may go unnoticed");
        }

        if (chunk is { IsCompressed: true, UncompressedSize: null })
        {
            yield return Warning(place, "it does not say how large its data is when decompressed");
        }

        // The description is read when it is opened.
        if (chunk.Type != MddChunkType.DiagnosticDescription && Refusal(() => ReadToEnd(file, chunk)) is { } refusal)
        {
            yield return Error(place, refusal.Detail);
        }
    }

    private static bool TryOpen(MddFile file, out MddDatabase? database, out MddFinding? refusal)
    {
        MddDatabase? opened = null;
        var exception = Refusal(() => opened = MddDatabase.Open(file));
        database = opened;
        refusal = exception is null ? null : Error(exception.Offset is { } offset ? $"byte {offset} of {Part(exception.Cause)}" : "file", exception.Detail);
        return database is not null;
    }

    private static string Part(MddFailure cause) => cause switch
    {
        >= MddFailure.OutOfRange => "the description",
        MddFailure.CompressedDataDamaged => "the compressed description",
        _ => "the file",
    };

    private static void ReadToEnd(MddFile file, MddChunk chunk)
    {
        using var data = file.OpenChunk(chunk);
        data.CopyTo(Stream.Null);
    }

    private static MddFormatException? Refusal(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (MddFormatException exception)
        {
            return exception;
        }
    }

    internal static MddFinding Error(string place, string message) => new(MddFindingSeverity.Error, place, message);

    internal static MddFinding Warning(string place, string message) => new(MddFindingSeverity.Warning, place, message);
}
