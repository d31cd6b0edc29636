using System.Globalization;

namespace Modular.Uds.Messages.Services;

/// <summary>A diagnostic trouble code.</summary>
public readonly record struct Dtc
{
    private const uint MaxValue = 0xFF_FFFF;
    private const string Systems = "PCBU";

    /// <summary>Names a trouble code.</summary>
    /// <param name="value">0 to 0xFFFFFF.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> needs more than 24 bits.</exception>
    public Dtc(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxValue);
        Value = value;
    }

    /// <summary>The code as a number, 0 to 0xFFFFFF.</summary>
    public uint Value { get; }

    /// <summary>The code as people read it: system letter, four digits, failure type, for example <c>P01E2-40</c>.</summary>
    /// <returns>The text of a code in the format of SAE J2012-DA; meaningless for codes in other formats.</returns>
    public string ToSaeText() =>
        string.Create(CultureInfo.InvariantCulture, $"{Systems[(int)(Value >> 22)]}{(Value >> 8) & 0x3FFF:X4}-{Value & 0xFF:X2}");

    /// <summary>Six hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("X6", CultureInfo.InvariantCulture);
}
