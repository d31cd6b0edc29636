namespace Modular.Kernel.Coding;

internal enum CodedValueKind : byte
{
    None,
    Integer,
    Real,
    Text,
    Bytes,
}
