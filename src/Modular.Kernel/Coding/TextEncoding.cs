namespace Modular.Kernel.Coding;

internal enum TextEncoding : byte
{
    Utf8,
    Latin1,
    Latin2,
    Windows1252,
    Utf16BigEndian,
    Utf16LittleEndian,
}
