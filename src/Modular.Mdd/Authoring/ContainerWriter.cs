using System.Security.Cryptography;
using Modular.Mdd.Container;

namespace Modular.Mdd.Authoring;

/// <summary>Writes the container of an MDD file.</summary>
internal static class ContainerWriter
{
    public static byte[] Write(MddFileDefinition file, IEnumerable<MddChunkDefinition> chunks)
    {
        var container = new ProtobufWriter();
        container.WriteString(1, file.Version);
        container.WriteString(3, file.Description.EcuName);
        container.WriteString(4, file.Description.Revision);
        container.WriteMap(5, file.Metadata);
        foreach (var chunk in chunks)
        {
            container.WriteMessage(6, message => WriteChunk(message, chunk));
        }

        return [.. ContainerReader.Magic, .. container.Written];
    }

    private static void WriteChunk(ProtobufWriter message, MddChunkDefinition chunk)
    {
        if (chunk.Type != default)
        {
            message.WriteNumber(1, (ulong)chunk.Type);
        }

        message.WriteString(2, chunk.Name);
        message.WriteMap(3, chunk.Metadata);
        message.WriteMessage(4, signature =>
        {
            signature.WriteString(1, MddSignature.Sha512Uncompressed);
            signature.WriteBytes(4, SHA512.HashData(chunk.Data.Span));
        });
        message.WriteBytes(8, chunk.Data.Span);
        message.WriteString(9, chunk.MimeType);
    }
}
