namespace Modular.Kernel.Coding;

internal static class BaseTypeExtensions
{
    public static bool IsInteger(this BaseType type) => type is BaseType.Int32 or BaseType.UInt32;

    public static bool IsNumber(this BaseType type) =>
        type is BaseType.Int32 or BaseType.UInt32 or BaseType.Float32 or BaseType.Float64;

    public static bool IsText(this BaseType type) =>
        type is BaseType.AsciiString or BaseType.Utf8String or BaseType.Unicode2String;

    /// <summary>The name an author knows, for messages.</summary>
    public static string ToOdxName(this BaseType type) => type switch
    {
        BaseType.Int32 => "A_INT32",
        BaseType.UInt32 => "A_UINT32",
        BaseType.Float32 => "A_FLOAT32",
        BaseType.Float64 => "A_FLOAT64",
        BaseType.AsciiString => "A_ASCIISTRING",
        BaseType.Utf8String => "A_UTF8STRING",
        BaseType.Unicode2String => "A_UNICODE2STRING",
        BaseType.ByteField => "A_BYTEFIELD",
        _ => $"data type {(byte)type}",
    };
}
