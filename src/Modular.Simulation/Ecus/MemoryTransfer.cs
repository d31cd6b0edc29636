namespace Modular.Simulation.Ecus;

/// <summary>A download or upload that was granted.</summary>
/// <param name="isUpload">Whether the data goes from the ECU to the tester.</param>
/// <param name="length">Number of bytes announced.</param>
internal sealed class MemoryTransfer(bool isUpload, long length)
{
    /// <summary>Whether the data goes from the ECU to the tester.</summary>
    public bool IsUpload { get; } = isUpload;

    /// <summary>Number of bytes still to be transferred.</summary>
    public long Remaining { get; private set; } = length;

    /// <summary>Counter of the block transferred last; 0 before the first.</summary>
    public byte Counter { get; private set; }

    /// <summary>Whether a block came at all, so that its repetition can be told from the first block.</summary>
    public bool HasBlock { get; private set; }

    /// <summary>Content of the block uploaded last; empty for a download.</summary>
    public byte[] LastUploaded { get; private set; } = [];

    /// <summary>Takes a block.</summary>
    /// <param name="counter">Its counter.</param>
    /// <param name="length">Its length.</param>
    public void Download(byte counter, int length) => Advance(counter, length);

    /// <summary>Gives a block: memory of an ECU that was never programmed.</summary>
    /// <param name="counter">Its counter.</param>
    /// <param name="length">Its length.</param>
    public void Upload(byte counter, int length)
    {
        LastUploaded = new byte[length];
        LastUploaded.AsSpan().Fill(0xFF);
        Advance(counter, length);
    }

    private void Advance(byte counter, int length)
    {
        Counter = counter;
        HasBlock = true;
        Remaining -= length;
    }
}
