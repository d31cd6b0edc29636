namespace Modular.Sdk.Diagnostics;

/// <summary>One value of a request parameter: a number, a text, bytes, a structure or a list.</summary>
public readonly struct ParameterValue
{
    private readonly object? _reference;
    private readonly double _real;
    private readonly long _whole;

    private ParameterValue(ParameterValueKind kind, object? reference = null, long whole = 0, double real = 0)
    {
        Kind = kind;
        _reference = reference;
        _whole = whole;
        _real = real;
    }

    /// <summary>What the value is.</summary>
    public ParameterValueKind Kind { get; }

    /// <summary>A whole number that fits a signed 64-bit integer.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static ParameterValue FromInteger(long value) => new(ParameterValueKind.Integer, whole: value);

    /// <summary>A whole number above the signed 64-bit range.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static ParameterValue FromUnsigned(ulong value) =>
        value <= long.MaxValue ? FromInteger((long)value) : new(ParameterValueKind.Unsigned, whole: unchecked((long)value));

    /// <summary>A number with a fraction.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static ParameterValue FromReal(double value) => new(ParameterValueKind.Real, real: value);

    /// <summary>A text: a string, an entry of a text table, or a number or bytes written as text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static ParameterValue FromText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(ParameterValueKind.Text, value);
    }

    /// <summary>Bytes.</summary>
    /// <param name="value">The bytes; not copied.</param>
    /// <returns>The value.</returns>
    public static ParameterValue FromBytes(byte[] value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(ParameterValueKind.Bytes, value);
    }

    /// <summary>A structure.</summary>
    /// <param name="members">Its members.</param>
    /// <returns>The value.</returns>
    public static ParameterValue FromObject(IParameterSource members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return new(ParameterValueKind.Object, members);
    }

    /// <summary>The items of a field.</summary>
    /// <param name="items">The items; not copied.</param>
    /// <returns>The value.</returns>
    public static ParameterValue FromArray(IReadOnlyList<ParameterValue> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new(ParameterValueKind.Array, items);
    }

    /// <summary>The whole number of <see cref="ParameterValueKind.Integer"/>.</summary>
    public long AsInteger() => Kind == ParameterValueKind.Integer ? _whole : throw Wrong(ParameterValueKind.Integer);

    /// <summary>The whole number of <see cref="ParameterValueKind.Unsigned"/>.</summary>
    public ulong AsUnsigned() => Kind == ParameterValueKind.Unsigned ? unchecked((ulong)_whole) : throw Wrong(ParameterValueKind.Unsigned);

    /// <summary>The number of <see cref="ParameterValueKind.Real"/>.</summary>
    public double AsReal() => Kind == ParameterValueKind.Real ? _real : throw Wrong(ParameterValueKind.Real);

    /// <summary>The text of <see cref="ParameterValueKind.Text"/>.</summary>
    public string AsText() => Kind == ParameterValueKind.Text ? (string)_reference! : throw Wrong(ParameterValueKind.Text);

    /// <summary>The bytes of <see cref="ParameterValueKind.Bytes"/>.</summary>
    public ReadOnlySpan<byte> AsBytes() => Kind == ParameterValueKind.Bytes ? (byte[])_reference! : throw Wrong(ParameterValueKind.Bytes);

    /// <summary>The members of <see cref="ParameterValueKind.Object"/>.</summary>
    public IParameterSource AsObject() =>
        Kind == ParameterValueKind.Object ? (IParameterSource)_reference! : throw Wrong(ParameterValueKind.Object);

    /// <summary>The items of <see cref="ParameterValueKind.Array"/>.</summary>
    public IReadOnlyList<ParameterValue> AsArray() =>
        Kind == ParameterValueKind.Array ? (IReadOnlyList<ParameterValue>)_reference! : throw Wrong(ParameterValueKind.Array);

    private InvalidOperationException Wrong(ParameterValueKind wanted) => new($"The value is {Kind}, not {wanted}.");
}
