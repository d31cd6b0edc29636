namespace Modular.Kernel.Coding;

/// <summary>Base data types of internal and physical values; numbered as in the database, for both of its enumerations.</summary>
internal enum BaseType : byte
{
    Int32 = 0,
    UInt32 = 1,
    Float32 = 2,
    AsciiString = 3,
    Utf8String = 4,
    Unicode2String = 5,
    ByteField = 6,
    Float64 = 7,
}
