namespace Modular.Mdd.Compression;

/// <summary>Adaptive probabilities of a match's length.</summary>
internal sealed class LzmaLengthModel
{
    private const int ShortWidth = 3;
    private const int LongWidth = 8;
    private readonly ushort[] _choice = LzmaModel.Fresh(2);
    private readonly ushort[] _low = LzmaModel.Fresh(LzmaModel.PositionStates << ShortWidth);
    private readonly ushort[] _middle = LzmaModel.Fresh(LzmaModel.PositionStates << ShortWidth);
    private readonly ushort[] _high = LzmaModel.Fresh(1 << LongWidth);

    /// <summary>Reads a length, less the two bytes every match has.</summary>
    public uint Read(ref LzmaRangeDecoder coder, int positionState)
    {
        if (coder.ReadBit(ref _choice[0]) == 0)
        {
            return coder.ReadTree(_low.AsSpan(positionState << ShortWidth), ShortWidth);
        }

        return coder.ReadBit(ref _choice[1]) == 0
            ? (1u << ShortWidth) + coder.ReadTree(_middle.AsSpan(positionState << ShortWidth), ShortWidth)
            : (2u << ShortWidth) + coder.ReadTree(_high, LongWidth);
    }
}
