using Modular.Mdd.Compression;
using Modular.Mdd.Container;

namespace Modular.Mdd.Authoring;

/// <summary>An MDD file to write: a description and what goes with it.</summary>
/// <example>
/// <code>
/// var file = new MddFileDefinition { Description = { EcuName = "Wiper", Variants = { baseVariant } } };
/// file.Save("Wiper.mdd");
/// using var database = file.ToDatabase();
/// </code>
/// </example>
public sealed class MddFileDefinition
{
    /// <summary>Version of the container.</summary>
    public string Version { get; set; } = "2025-05-21";

    /// <summary>The description. Its name and revision are those of the file as well.</summary>
    public EcuDataDefinition Description { get; set; } = new();

    /// <summary>Facts about the making of the file, for example its source.</summary>
    public Dictionary<string, string> Metadata { get; set; } = [];

    /// <summary>How the description is written. Uncompressed it is read in place, compressed it is a fifth of the size.</summary>
    public MddCompression Compression { get; set; }

    /// <summary>Further chunks.</summary>
    public List<MddChunkDefinition> Chunks { get; set; } = [];

    /// <summary>Writes the file into memory. Equal definitions give equal bytes.</summary>
    /// <exception cref="InvalidOperationException">The description cannot be expressed: no name, a cycle, or nested too deep.</exception>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }

    /// <summary>Writes the file into a stream. Equal definitions give equal bytes.</summary>
    /// <exception cref="InvalidOperationException">The description cannot be expressed: no name, a cycle, or nested too deep.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the stream then holds part of a file.</exception>
    public void Write(Stream target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (string.IsNullOrEmpty(Description.EcuName))
        {
            throw new InvalidOperationException($"{nameof(Description)}.{nameof(EcuDataDefinition.EcuName)} names the ECU and must be set.");
        }

        var description = new MddChunkDefinition
        {
            Type = MddChunkType.DiagnosticDescription,
            Name = Description.EcuName,
            Compression = Compression,
            Data = FlatBufferWriter.Write(Description, MddOptions.Default.MaxDepth),
        };
        ContainerWriter.Write(target, this, [description, .. Chunks], cancellationToken);
    }

    /// <summary>Writes the file and opens it, without touching the disk.</summary>
    /// <exception cref="InvalidOperationException">The description cannot be expressed: no name, a cycle, or nested too deep.</exception>
    public MddDatabase ToDatabase(MddOptions? options = null) => MddDatabase.Open(ToBytes(), options, Description.EcuName);

    /// <summary>Writes the file beside its place and then moves it there, so that readers of an old file keep what they have mapped.</summary>
    /// <exception cref="InvalidOperationException">The description cannot be expressed: no name, a cycle, or nested too deep.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; an old file stays as it was.</exception>
    public void Save(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                Write(stream, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
