using FsCheck;
using FsCheck.Fluent;
using Modular.Kernel.Coding;

namespace Modular.Kernel.Tests.Coding;

public sealed class RoundTripTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(2026, 1);

    [Fact]
    public void BitField_AnyPlace_GivesBackWhatWasWrittenAndKeepsTheRest()
    {
        var places = from bits in Gen.Choose(1, 57)
                     from position in Gen.Choose(0, 7)
                     from highLow in Gen.Elements(true, false)
                     from value in Gen.Choose(0, int.MaxValue).Two()
                     select (bits, position, highLow, value: ((ulong)value.Item1 << 31) | (uint)value.Item2);
        Check.One(Thorough, Prop.ForAll(places.ToArbitrary(), place =>
        {
            var bytes = new byte[BitField.ByteCount(place.position, place.bits)];
            bytes.AsSpan().Fill(0xA5);
            var mask = BitField.LowMask(place.bits);
            BitField.Insert(bytes, place.position, mask, place.highLow, place.value);
            var isBack = BitField.Extract(bytes, place.position, place.bits, place.highLow) == (place.value & mask);
            BitField.Insert(bytes, place.position, mask, place.highLow, 0);
            BitField.Insert(bytes, place.position, mask, place.highLow, ulong.MaxValue);
            var withOnes = (byte[])bytes.Clone();
            bytes.AsSpan().Fill(0xA5);
            BitField.Insert(bytes, place.position, mask, place.highLow, ulong.MaxValue);
            return isBack && bytes.AsSpan().SequenceEqual(withOnes);
        }));
    }

    [Fact]
    public void GatherAndScatter_AnyMask_AreInverse()
    {
        var numbers = Gen.Choose(0, int.MaxValue).Two();
        Check.One(Thorough, Prop.ForAll(numbers.ToArbitrary(), pair =>
        {
            var (value, mask) = ((ulong)pair.Item1, (ulong)pair.Item2);
            var gathered = BitField.Gather(value, mask);
            return BitField.Scatter(gathered, mask) == (value & mask)
                && gathered <= BitField.LowMask(System.Numerics.BitOperations.PopCount(mask));
        }));
    }

    [Fact]
    public void Integers_AnyEncoding_RoundTripOrAreRefused()
    {
        var cases = from encoding in Gen.Elements(Enum.GetValues<IntegerEncoding>())
                    from bits in Gen.Choose(1, 32)
                    from value in Gen.Choose(int.MinValue, int.MaxValue)
                    select (encoding, bits, value: (long)value >> (32 - bits));
        Check.One(Thorough, Prop.ForAll(cases.ToArbitrary(), item =>
            !IntegerCoding.TryEncode(item.value, item.bits, item.encoding, out var coded)
            || (coded <= BitField.LowMask(item.bits)
                && IntegerCoding.TryDecode(coded, item.bits, item.encoding, out var back)
                && back == item.value)));
    }
}
