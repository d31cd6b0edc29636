using System.Text;
using System.Text.Json.Nodes;
using Modular.Kernel.Tests.Support;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Tests.Properties;

/// <summary>Simple data objects made by chance: all coded types, encodings, byte orders and the computations with an inverse.</summary>
internal static class RandomScalars
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFG 0123456789";

    public static RandomValue Create(Random random) => random.Next(9) switch
    {
        0 => Unsigned(random),
        1 => Signed(random),
        2 => Decimal(random),
        3 => Real(random),
        4 => Linear(random),
        5 => Texts(random),
        6 => FixedBytes(random),
        7 => Terminated(random),
        _ => Prefixed(random),
    };

    private static RandomValue Unsigned(Random random)
    {
        var bits = random.Next(1, 33);
        return new(Define.Dop(Define.UInt((uint)bits, random.Next(2) == 0)), next => Whole(Below(next, bits)));
    }

    private static RandomValue Signed(Random random)
    {
        var bits = random.Next(2, 33);
        var encoding = random.Next(3) switch { 0 => null, 1 => "1C", _ => "SM" };
        var most = (long)Below(random, 0) + (1L << (bits - 1)) - 1;
        return new(Define.Dop(Define.Int((uint)bits, random.Next(2) == 0, encoding)), next => Whole(next.NextInt64(-most, most + 1)));
    }

    private static RandomValue Decimal(Random random)
    {
        var digits = random.Next(1, 5);
        var isPacked = random.Next(2) == 0;
        var most = (int)Math.Pow(10, digits);
        return new(Define.Dop(Define.UInt((uint)(digits * (isPacked ? 4 : 8)), encoding: isPacked ? "BCD-P" : "BCD-UP")), next => Whole(next.Next(most)));
    }

    private static RandomValue Real(Random random) => random.Next(2) == 0
        ? new(Define.Dop(Define.Fixed(DataType.AFloat32, 32, random.Next(2) == 0)), next => JsonValue.Create((float)(next.NextDouble() * 2e6 - 1e6)))
        : new(Define.Dop(Define.Fixed(DataType.AFloat64, 64, random.Next(2) == 0)), next => JsonValue.Create(next.NextDouble() * 2e12 - 1e12));

    private static RandomValue Linear(Random random)
    {
        var (bits, factor, offset) = (random.Next(1, 17), random.Next(1, 9), random.Next(-100, 100));
        var compu = Define.Compu(CompuCategory.Linear, Define.Line(offset, factor));
        return new(Define.Dop(Define.UInt((uint)bits), PhysicalTypeDataType.AInt32, compu), next => Whole(((long)Below(next, bits) * factor) + offset));
    }

    private static RandomValue Texts(Random random)
    {
        var count = random.Next(1, 9);
        var scales = Enumerable.Range(0, count).Select(index => Define.Text($"text {index}", $"{index * 3}", $"{(index * 3) + 2}")).ToArray();
        var dop = Define.Dop(Define.UInt(8), PhysicalTypeDataType.AUnicode2String, Define.Compu(CompuCategory.TextTable, scales));
        return new(dop, next => JsonValue.Create($"text {next.Next(count)}"));
    }

    private static RandomValue FixedBytes(Random random)
    {
        var length = random.Next(1, 12);
        return new(Define.Dop(Define.Fixed(DataType.AByteField, (uint)length * 8)), next => Hex(next, length));
    }

    private static RandomValue Terminated(Random random)
    {
        var (min, max) = (random.Next(0, 4), random.Next(4, 12));
        var isText = random.Next(2) == 0;
        var termination = random.Next(2) == 0 ? Termination.Zero : Termination.HexFf;
        return isText
            ? new(Define.Dop(Define.MinMax(DataType.AAsciiString, (uint)min, (uint)max, termination)), next => Text(next, min, max))
            : new(Define.Dop(Define.MinMax(DataType.AByteField, (uint)min, (uint)max, termination)), next => Hex(next, next.Next(min, max + 1), 1, 255));
    }

    private static RandomValue Prefixed(Random random)
    {
        var bits = random.Next(2) == 0 ? 8u : 16u;
        var highLow = random.Next(2) == 0;
        return random.Next(3) switch
        {
            0 => new(Define.Dop(Define.Leading(DataType.AUtf8String, bits, highLow)), next => JsonValue.Create(((string)Text(next, 0, 9)!) + "ä€")),
            1 => new(Define.Dop(Define.Leading(DataType.AUnicode2String, bits, highLow)), next => JsonValue.Create(((string)Text(next, 0, 9)!) + "ß😀")),
            _ => new(Define.Dop(Define.Leading(DataType.AByteField, bits, highLow)), next => Hex(next, next.Next(0, 20))),
        };
    }

    private static JsonValue Whole(long value) => JsonValue.Create(value);

    private static JsonValue Whole(ulong value) => JsonValue.Create((long)value);

    private static ulong Below(Random random, int bits) => bits == 0 ? 0 : (ulong)random.NextInt64(1L << bits);

    private static JsonValue Text(Random random, int min, int max)
    {
        var text = new StringBuilder();
        for (var count = random.Next(min, max + 1); count > 0; count--)
        {
            text.Append(Letters[random.Next(Letters.Length)]);
        }

        return JsonValue.Create(text.ToString());
    }

    private static JsonValue Hex(Random random, int length, int least = 0, int most = 256)
    {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++)
        {
            bytes[index] = (byte)random.Next(least, most);
        }

        return JsonValue.Create(Convert.ToHexStringLower(bytes));
    }
}
