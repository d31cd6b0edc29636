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

    /// <summary>Further chunks.</summary>
    public List<MddChunkDefinition> Chunks { get; set; } = [];

    /// <summary>Writes the file into memory. Equal definitions give equal bytes.</summary>
    /// <exception cref="InvalidOperationException">The description cannot be expressed: no name, a cycle, or nested too deep.</exception>
    public byte[] ToBytes()
    {
        if (string.IsNullOrEmpty(Description.EcuName))
        {
            throw new InvalidOperationException($"{nameof(Description)}.{nameof(EcuDataDefinition.EcuName)} names the ECU and must be set.");
        }

        var payload = FlatBufferWriter.Write(Description, MddOptions.Default.MaxDepth);
        var description = new MddChunkDefinition { Type = MddChunkType.DiagnosticDescription, Name = Description.EcuName, Data = payload };
        return ContainerWriter.Write(this, [description, .. Chunks]);
    }

    /// <summary>Writes the file and opens it, without touching the disk.</summary>
    /// <exception cref="InvalidOperationException">The description cannot be expressed: no name, a cycle, or nested too deep.</exception>
    public MddDatabase ToDatabase(MddOptions? options = null) => MddDatabase.Open(ToBytes(), options, Description.EcuName);

    /// <summary>Writes the file beside its place and then moves it there, so that readers of an old file keep what they have mapped.</summary>
    /// <exception cref="InvalidOperationException">The description cannot be expressed: no name, a cycle, or nested too deep.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = ToBytes();
        var temporary = path + "." + Path.GetRandomFileName();
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
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
