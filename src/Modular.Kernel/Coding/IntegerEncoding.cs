namespace Modular.Kernel.Coding;

/// <summary>How the bits of a whole number are meant (BASE-TYPE-ENCODING).</summary>
internal enum IntegerEncoding : byte
{
    Unsigned,
    TwosComplement,
    OnesComplement,
    SignMagnitude,
    PackedBcd,
    UnpackedBcd,
}
