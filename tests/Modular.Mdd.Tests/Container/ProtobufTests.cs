using FsCheck;
using FsCheck.Fluent;
using Modular.Mdd.Container;

namespace Modular.Mdd.Tests.Container;

public sealed class ProtobufTests
{
    [Theory]
    [InlineData(0ul, "00")]
    [InlineData(1ul, "01")]
    [InlineData(127ul, "7F")]
    [InlineData(128ul, "8001")]
    [InlineData(300ul, "AC02")]
    [InlineData(8584ul, "8843")]
    [InlineData(ulong.MaxValue, "FFFFFFFFFFFFFFFFFF01")]
    public void Varint_KnownValue_HasKnownBytes(ulong value, string bytes)
    {
        var writer = new ProtobufWriter();
        writer.WriteVarint(value);

        Assert.Equal(bytes, Convert.ToHexString(writer.Written));
        Assert.Equal(value, new ProtobufReader(writer.Written, 0).ReadVarint());
    }

    [Fact]
    public void Varint_AnyValue_RoundTripsAndIsRefusedWhenCutOff() => Prop.ForAll<ulong, byte>((seed, shift) =>
    {
        var value = seed << (shift & 63);
        var writer = new ProtobufWriter();
        writer.WriteVarint(value);
        var bytes = writer.Written.ToArray();
        return new ProtobufReader(bytes, 0).ReadVarint() == value
            && Enumerable.Range(0, bytes.Length).All(length => Refuses(bytes.AsSpan(0, length).ToArray()));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF02")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    public void Varint_OfMoreThan64Bits_IsRefused(string bytes) => Assert.True(Refuses(Convert.FromHexString(bytes)));

    [Fact]
    public void Fields_AnyTextsAndNumbers_RoundTrip() => Prop.ForAll<NonNull<string>, ulong, NonNull<byte[]>>((text, number, bytes) =>
    {
        var writer = new ProtobufWriter();
        writer.WriteString(1, text.Get);
        writer.WriteNumber(536_870_911, number);
        writer.WriteBytes(16, bytes.Get);
        var reader = new ProtobufReader(writer.Written, 0);
        return reader.TryReadField(out var first) && first == 1 && reader.ReadString() == WellFormed(text.Get)
            && reader.TryReadField(out var second) && second == 536_870_911 && reader.ReadVarint() == number
            && reader.TryReadField(out var third) && third == 16 && reader.ReadBytes().SequenceEqual(bytes.Get)
            && !reader.TryReadField(out _);
    }).QuickCheckThrowOnFailure();

    private static bool Refuses(byte[] bytes)
    {
        try
        {
            new ProtobufReader(bytes, 0).ReadVarint();
            return false;
        }
        catch (MddFormatException e)
        {
            return e.Cause == MddFailure.ContainerDamaged;
        }
    }

    // Half a surrogate pair cannot be written as UTF-8.
    private static string WellFormed(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
