using Modular.Kernel.Coding;

namespace Modular.Kernel.Plans;

/// <summary>
/// Places parameters without BYTE-POSITION. Known writers leave out the position 0, so that "absent" may mean 0 or
/// "behind the parameter before".
/// </summary>
/// <remarks>
/// It means 0, unless the database's writer writes zeros, or a parameter before has no fixed length, or the first byte
/// already belongs to a constant: a value does not lie upon a constant, but a value and a multiplexer may share a byte.
/// </remarks>
internal struct ListLayout
{
    private readonly bool _writesZeroPositions;
    private bool _isFirst = true;
    private bool _isVariable;
    private int _end;
    private int _constantBits;

    public ListLayout(bool writesZeroPositions)
    {
        _writesZeroPositions = writesZeroPositions;
    }

    /// <summary>Where a parameter without position probably lies.</summary>
    public readonly int Guess() => _isFirst || !(_writesZeroPositions || _isVariable) ? 0 : Follow();

    /// <summary>Where a parameter lies that follows the ones before.</summary>
    public readonly int Follow() => _isVariable ? ParameterPlan.AtCursor : _end;

    /// <summary>Whether a parameter guessed to lie at 0 would cover a constant.</summary>
    public readonly bool IsTaken(ParameterPlan parameter) => parameter.Position == 0 && (FirstByte(parameter) & _constantBits) != 0;

    public void Add(ParameterPlan parameter)
    {
        _isFirst = false;
        if (parameter.FixedBits is not { } bits || parameter.Position < 0)
        {
            _isVariable = true;
            return;
        }

        _end = Math.Max(_end, parameter.Position + BitField.ByteCount(parameter.BitPosition, bits));
        if (parameter.Position == 0
            && parameter is CodedConstPlan { IsChoice: false } or PhysConstPlan or MatchingRequestPlan or ReservedPlan)
        {
            _constantBits |= FirstByte(parameter);
        }
    }

    private static int FirstByte(ParameterPlan parameter) => parameter.FixedBits is { } bits && bits + parameter.BitPosition <= 8
        ? (int)BitField.LowMask(bits) << parameter.BitPosition
        : 0xFF;
}
