namespace Modular.Simulation.Ecus;

/// <summary>Data records that were configured or written, by identifier. Outlives resets. Used under the ECU's turn only.</summary>
internal sealed class DataStore
{
    private readonly Dictionary<ushort, byte[]> _records = [];

    /// <summary>The record; null when it was never written.</summary>
    public byte[]? Read(ushort identifier) => _records.GetValueOrDefault(identifier);

    /// <summary>Keeps a record.</summary>
    public void Write(ushort identifier, ReadOnlySpan<byte> record) => _records[identifier] = record.ToArray();
}
