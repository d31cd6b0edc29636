using System.Text.Unicode;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Inspection;

/// <summary>Checks how an element lies in the payload: its alignment and texts. Readers other than this one rely on both.</summary>
internal static class EncodingCheck
{
    public static void Check(MddElement element, ElementPath path, List<MddFinding> findings)
    {
        var table = element.Table;
        if (table.Offset % sizeof(uint) != 0)
        {
            findings.Add(MddInspection.Error(path.ToString(), $"the table at byte {table.Offset} of the description is not aligned to four bytes"));
        }

        var bytes = table.Buffer.Span;
        foreach (var field in element.Description.Fields)
        {
            // Of a union the content counts; its kind is a byte.
            var position = table.Buffer.FindField(bytes, table.Offset, field is { Type: FieldType.Union, IsVector: false } ? field.Id + 1 : field.Id);
            if (position == 0 || (field.UntrustedIf >= 0 && !element.IsSound(field)))
            {
                continue;
            }

            if (position % (field.IsVector ? sizeof(uint) : field.ElementSize) != 0)
            {
                findings.Add(MddInspection.Error(path.With(field.Name), $"the field at byte {position} of the description is not aligned"));
            }

            if (field is { Type: FieldType.String, IsVector: false })
            {
                CheckText(table.Buffer, table.Buffer.ReadOffset(bytes, position), path, field, findings);
            }
            else if (field.Type == FieldType.String)
            {
                var start = table.Buffer.ReadVector(bytes, table.Buffer.ReadOffset(bytes, position), sizeof(uint), out var count);
                for (var index = 0; index < count; index++)
                {
                    CheckText(table.Buffer, table.Buffer.ReadOffset(bytes, start + index * sizeof(uint)), path, field, findings);
                }
            }
        }

        GC.KeepAlive(table.Buffer);
    }

    private static void CheckText(FlatBuffer buffer, int position, ElementPath path, in FieldDescription field, List<MddFinding> findings)
    {
        var bytes = buffer.Span;
        var start = buffer.ReadVector(bytes, position, 1, out var length);
        if (position % sizeof(uint) != 0)
        {
            findings.Add(MddInspection.Error(path.With(field.Name), $"the text at byte {position} of the description is not aligned to four bytes"));
        }

        if (!Utf8.IsValid(bytes.Slice(start, length)))
        {
            findings.Add(MddInspection.Error(path.With(field.Name), $"the text at byte {position} of the description is not UTF-8"));
        }

        if (start + length >= bytes.Length || bytes[start + length] != 0)
        {
            findings.Add(MddInspection.Error(path.With(field.Name), $"the text at byte {position} of the description does not end with a zero"));
        }
    }
}
