using Modular.Mdd.Schema;

namespace Modular.Odx.Mapping;

/// <summary>How ODX spells the base data types.</summary>
internal static class DataTypeWords
{
    public static ReadOnlySpan<(string Word, DataType Value)> All => Words;

    private static readonly (string, DataType)[] Words =
    [
        ("A_UINT32", DataType.AUInt32), ("A_INT32", DataType.AInt32), ("A_FLOAT32", DataType.AFloat32), ("A_FLOAT64", DataType.AFloat64),
        ("A_ASCIISTRING", DataType.AAsciiString), ("A_UTF8STRING", DataType.AUtf8String), ("A_UNICODE2STRING", DataType.AUnicode2String),
        ("A_BYTEFIELD", DataType.AByteField),
    ];
}
