namespace Modular.Mdd.Container;

/// <summary>Reads the container of an MDD file. Copies names and metadata, never chunk data.</summary>
internal sealed class ContainerReader
{
    private readonly int _limit;
    private int _elements;

    private ContainerReader(int limit) => _limit = limit;

    /// <summary>First bytes of every file; the 0 is the version of the container.</summary>
    public static ReadOnlySpan<byte> Magic => "MDD version 0      \0"u8;

    /// <summary>Reads the container of a whole file.</summary>
    /// <exception cref="MddFormatException">The file is no MDD file, damaged or cut off.</exception>
    public static MddContainer Read(ReadOnlySpan<byte> file, MddOptions options)
    {
        if (!file.StartsWith(Magic))
        {
            throw new MddFormatException(
                MddFailure.NotAnMddFile,
                file.StartsWith("MDD version"u8)
                    ? "the file is of another MDD version than 0; convert it with a matching converter"
                    : "the file does not start as an MDD file does; check that it is the right file",
                offset: 0);
        }

        return new ContainerReader(options.MaxContainerElements).ReadContainer(new ProtobufReader(file[Magic.Length..], Magic.Length));
    }

    private MddContainer ReadContainer(ProtobufReader reader)
    {
        var container = new MddContainer();
        var metadata = new Dictionary<string, string>();
        var chunks = new List<MddChunk>();
        var flags = new List<int>();
        while (reader.TryReadField(out var number))
        {
            switch (number)
            {
                case 1 when reader.IsLengthDelimited:
                    container = container with { Version = reader.ReadString() };
                    break;
                case 2 when reader.IsVarint:
                    flags.Add(ReadEnum(ref reader));
                    break;
                case 2 when reader.IsLengthDelimited:
                    ReadPacked(reader.ReadMessage(), flags);
                    break;
                case 3 when reader.IsLengthDelimited:
                    container = container with { EcuName = reader.ReadString() };
                    break;
                case 4 when reader.IsLengthDelimited:
                    container = container with { Revision = reader.ReadString() };
                    break;
                case 5 when reader.IsLengthDelimited:
                    ReadEntry(reader.ReadMessage(), metadata);
                    break;
                case 6 when reader.IsLengthDelimited:
                    chunks.Add(ReadChunk(reader.ReadMessage()));
                    break;
                case 7 when reader.IsLengthDelimited:
                    container = container with { ChunksSignature = ReadSignature(reader.ReadMessage()) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return container with { Metadata = metadata, Chunks = chunks, FeatureFlags = flags };
    }

    private MddChunk ReadChunk(ProtobufReader reader)
    {
        Count(reader.Offset);
        var chunk = new MddChunk();
        var metadata = new Dictionary<string, string>();
        var signatures = new List<MddSignature>();
        while (reader.TryReadField(out var number))
        {
            switch (number)
            {
                case 1 when reader.IsVarint:
                    chunk = chunk with { Type = (MddChunkType)(int)reader.ReadVarint() };
                    break;
                case 2 when reader.IsLengthDelimited:
                    chunk = chunk with { Name = reader.ReadString() };
                    break;
                case 3 when reader.IsLengthDelimited:
                    ReadEntry(reader.ReadMessage(), metadata);
                    break;
                case 4 when reader.IsLengthDelimited:
                    signatures.Add(ReadSignature(reader.ReadMessage()));
                    break;
                case 5 when reader.IsLengthDelimited:
                    chunk = chunk with { CompressionAlgorithm = reader.ReadString() };
                    break;
                case 6 when reader.IsVarint:
                    chunk = chunk with { UncompressedSize = reader.ReadVarint() };
                    break;
                case 7 when reader.IsLengthDelimited:
                    chunk = chunk with { Encryption = ReadEncryption(reader.ReadMessage()) };
                    break;
                case 8 when reader.IsLengthDelimited:
                    var length = reader.ReadBytes().Length;
                    chunk = chunk with { HasData = true, DataOffset = reader.Offset - length, DataLength = length };
                    break;
                case 9 when reader.IsLengthDelimited:
                    chunk = chunk with { MimeType = reader.ReadString() };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return chunk with { Metadata = metadata, Signatures = signatures };
    }

    private MddSignature ReadSignature(ProtobufReader reader)
    {
        Count(reader.Offset);
        var signature = new MddSignature();
        var metadata = new Dictionary<string, string>();
        var certificates = new List<ReadOnlyMemory<byte>>();
        while (reader.TryReadField(out var number))
        {
            switch (number)
            {
                case 1 when reader.IsLengthDelimited:
                    signature = signature with { Algorithm = reader.ReadString() };
                    break;
                case 2 when reader.IsLengthDelimited:
                    signature = signature with { KeyIdentifier = reader.ReadBytes().ToArray() };
                    break;
                case 3 when reader.IsLengthDelimited:
                    ReadEntry(reader.ReadMessage(), metadata);
                    break;
                case 4 when reader.IsLengthDelimited:
                    signature = signature with { Signature = reader.ReadBytes().ToArray() };
                    break;
                case 5 when reader.IsLengthDelimited:
                    Count(reader.Offset);
                    certificates.Add(reader.ReadBytes().ToArray());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return signature with { Metadata = metadata, Certificates = certificates };
    }

    private MddEncryption ReadEncryption(ProtobufReader reader)
    {
        var encryption = new MddEncryption();
        var certificates = new List<ReadOnlyMemory<byte>>();
        while (reader.TryReadField(out var number))
        {
            switch (number)
            {
                case 1 when reader.IsLengthDelimited:
                    encryption = encryption with { Algorithm = reader.ReadString() };
                    break;
                case 2 when reader.IsLengthDelimited:
                    encryption = encryption with { KeyIdentifier = reader.ReadBytes().ToArray() };
                    break;
                case 3 when reader.IsLengthDelimited:
                    Count(reader.Offset);
                    certificates.Add(reader.ReadBytes().ToArray());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return encryption with { Certificates = certificates };
    }

    private void ReadEntry(ProtobufReader reader, Dictionary<string, string> metadata)
    {
        Count(reader.Offset);
        var (key, value) = ("", "");
        while (reader.TryReadField(out var number))
        {
            switch (number)
            {
                case 1 when reader.IsLengthDelimited:
                    key = reader.ReadString();
                    break;
                case 2 when reader.IsLengthDelimited:
                    value = reader.ReadString();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Of equal keys the last one wins, as protobuf has it for maps.
        metadata[key] = value;
    }

    private void ReadPacked(ProtobufReader reader, List<int> flags)
    {
        while (!reader.IsAtEnd)
        {
            flags.Add(ReadEnum(ref reader));
        }
    }

    private int ReadEnum(ref ProtobufReader reader)
    {
        Count(reader.Offset);
        return (int)reader.ReadVarint();
    }

    private void Count(int offset)
    {
        if (++_elements > _limit)
        {
            throw new MddFormatException(
                MddFailure.TooManyContainerElements,
                $"the container holds more than the {_limit} elements that {nameof(MddOptions)}.{nameof(MddOptions.MaxContainerElements)} allows",
                offset: offset);
        }
    }
}
