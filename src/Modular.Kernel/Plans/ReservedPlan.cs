using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Bits without meaning (RESERVED): skipped, written as zeros.</summary>
internal sealed class ReservedPlan : ParameterPlan
{
    private readonly int _bitLength;

    public ReservedPlan(in ParameterSite site, int bitLength)
        : base(site)
    {
        _bitLength = bitLength;
    }

    public override int? FixedBits => _bitLength;

    public override bool IsMapped => false;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        var count = BitField.ByteCount(BitPosition, _bitLength);
        context.Take(position, count);
        context.Cursor = position + count;
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        if (value.Kind != ParameterValueKind.Null)
        {
            throw ConstantGiven();
        }

        var count = BitField.ByteCount(BitPosition, _bitLength);
        var target = context.Reserve(position, count);
        if (BitPosition == 0 && _bitLength % 8 == 0)
        {
            target.Clear();
        }
        else if (count <= 8)
        {
            BitField.Insert(target, BitPosition, BitField.LowMask(_bitLength), highLow: true, 0);
        }

        context.Cursor = position + count;
    }

    protected override ParameterDescription Describe() => new(this, ParameterKind.Reserved);
}
