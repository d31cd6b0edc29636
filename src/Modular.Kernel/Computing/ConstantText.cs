using Modular.Kernel.Coding;

namespace Modular.Kernel.Computing;

/// <summary>Values which the author of a database wrote as text.</summary>
internal static class ConstantText
{
    /// <summary>Reads a value of a type; false when there is none or it is none of the type.</summary>
    public static bool TryParse(string? text, BaseType type, out CodedValue value)
    {
        value = default;
        if (text is null)
        {
            return false;
        }

        switch (type)
        {
            case BaseType.Int32 or BaseType.UInt32:
                var isInteger = NumberText.TryParseInteger(text, out var integer);
                value = CodedValue.FromInteger(integer);
                return isInteger;
            case BaseType.Float32 or BaseType.Float64:
                var isReal = NumberText.TryParseReal(text, out var real);
                value = CodedValue.FromReal(real);
                return isReal;
            case BaseType.ByteField:
                var bytes = new byte[NumberText.MaxByteCount(text.Length)];
                var isBytes = NumberText.TryParseBytes(text, bytes, out var written);
                value = CodedValue.FromBytes(bytes.AsSpan(0, written));
                return isBytes;
            default:
                value = CodedValue.FromText(System.Text.Encoding.UTF8.GetBytes(text), TextEncoding.Utf8);
                return true;
        }
    }
}
