using System.Security.Cryptography;
using Modular.Mdd.Compression;
using Modular.Mdd.Container;

namespace Modular.Mdd.Authoring;

/// <summary>Writes the container of an MDD file. Chunk data goes into the stream as it is, without a copy in between.</summary>
internal static class ContainerWriter
{
    private const int ChunkField = 6;
    private const int DataField = 8;

    public static void Write(Stream target, MddFileDefinition file, IEnumerable<MddChunkDefinition> chunks, CancellationToken cancellationToken)
    {
        target.Write(ContainerReader.Magic);
        var head = new ProtobufWriter();
        head.WriteString(1, file.Version);
        head.WriteString(3, file.Description.EcuName);
        head.WriteString(4, file.Description.Revision);
        head.WriteMap(5, file.Metadata);
        target.Write(head.Written);
        foreach (var chunk in chunks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteChunk(target, chunk, cancellationToken);
        }
    }

    private static void WriteChunk(Stream target, MddChunkDefinition chunk, CancellationToken cancellationToken)
    {
        var data = chunk.Compression == MddCompression.Lzma ? LzmaEncoder.Encode(chunk.Data, cancellationToken) : chunk.Data;
        var front = new ProtobufWriter();
        WriteHead(front, chunk);
        front.WriteTag(DataField, WireType.LengthDelimited);
        front.WriteVarint((ulong)data.Length);
        var back = new ProtobufWriter();
        back.WriteString(9, chunk.MimeType);
        var tag = new ProtobufWriter();
        tag.WriteTag(ChunkField, WireType.LengthDelimited);
        tag.WriteVarint((ulong)front.Written.Length + (ulong)data.Length + (ulong)back.Written.Length);
        target.Write(tag.Written);
        target.Write(front.Written);
        target.Write(data.Span);
        target.Write(back.Written);
    }

    private static void WriteHead(ProtobufWriter message, MddChunkDefinition chunk)
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
        if (chunk.Compression == MddCompression.Lzma)
        {
            message.WriteString(5, MddChunk.Lzma);
            message.WriteNumber(6, (ulong)chunk.Data.Length);
        }
    }
}
