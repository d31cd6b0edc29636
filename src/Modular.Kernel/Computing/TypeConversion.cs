using Modular.Kernel.Coding;

namespace Modular.Kernel.Computing;

/// <summary>Brings a computed value into the type its author wants.</summary>
internal static class TypeConversion
{
    /// <summary>Converts a value; false when the type cannot hold it.</summary>
    public static bool TryConvert(CodedValue value, BaseType type, bool truncates, out CodedValue result)
    {
        result = value;
        switch (type)
        {
            case BaseType.Int32 or BaseType.UInt32 when value.Kind == CodedValueKind.Integer:
                return IsInRange(value.Integer, type);
            case BaseType.Int32 or BaseType.UInt32 when value.Kind == CodedValueKind.Real:
                var whole = truncates ? Math.Truncate(value.Real) : Math.Round(value.Real, MidpointRounding.ToEven);
                if (!(Math.Abs(whole) < 1e15))
                {
                    return false;
                }

                result = CodedValue.FromInteger((long)whole);
                return IsInRange(result.Integer, type);
            case BaseType.Float32 or BaseType.Float64 when value.IsNumber:
                result = CodedValue.FromReal(value.Real);
                return true;
            case BaseType.ByteField:
                return value.Kind == CodedValueKind.Bytes;
            case BaseType.AsciiString or BaseType.Utf8String or BaseType.Unicode2String:
                return value.Kind == CodedValueKind.Text;
            default:
                return false;
        }
    }

    private static bool IsInRange(long value, BaseType type) =>
        type == BaseType.Int32 ? value is >= int.MinValue and <= int.MaxValue : value is >= 0 and <= uint.MaxValue;
}
