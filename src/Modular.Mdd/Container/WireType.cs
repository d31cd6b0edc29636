namespace Modular.Mdd.Container;

/// <summary>How a protobuf field is laid out; the container itself uses the first and the third only.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    LengthDelimited = 2,
    Fixed32 = 5,
}
