using System.Globalization;

namespace Modular.Kernel.Coding;

/// <summary>
/// An internal or physical value on its way through the kernel: a number, or a piece of the message, the database or
/// the caller's buffer that is not copied.
/// </summary>
internal readonly ref struct CodedValue
{
    private CodedValue(CodedValueKind kind, long integer, double real, ReadOnlySpan<byte> bytes, TextEncoding encoding)
    {
        Kind = kind;
        Integer = integer;
        Real = real;
        Bytes = bytes;
        Encoding = encoding;
    }

    public CodedValueKind Kind { get; }

    /// <summary>The number of <see cref="CodedValueKind.Integer"/>.</summary>
    public long Integer { get; }

    /// <summary>The number of both numeric kinds.</summary>
    public double Real { get; }

    /// <summary>The bytes of a byte field, or of a text in <see cref="Encoding"/>.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public TextEncoding Encoding { get; }

    public bool IsNumber => Kind is CodedValueKind.Integer or CodedValueKind.Real;

    public static CodedValue FromInteger(long value) => new(CodedValueKind.Integer, value, value, default, default);

    public static CodedValue FromReal(double value) => new(CodedValueKind.Real, 0, value, default, default);

    public static CodedValue FromText(ReadOnlySpan<byte> bytes, TextEncoding encoding) =>
        new(CodedValueKind.Text, 0, 0, bytes, encoding);

    public static CodedValue FromBytes(ReadOnlySpan<byte> bytes) => new(CodedValueKind.Bytes, 0, 0, bytes, default);

    /// <summary>The whole text of a text.</summary>
    public string ToFullText() => TextCoding.ToText(Bytes, Encoding);

    /// <summary>The value for messages; long values are cut.</summary>
    public override string ToString() => Kind switch
    {
        CodedValueKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        CodedValueKind.Real => Real.ToString("R", CultureInfo.InvariantCulture),
        CodedValueKind.Text => TextCoding.ToText(Bytes.Length > 256 ? Bytes[..256] : Bytes, Encoding),
        CodedValueKind.Bytes => Convert.ToHexString(Bytes.Length > 128 ? Bytes[..128] : Bytes),
        _ => "",
    };
}
