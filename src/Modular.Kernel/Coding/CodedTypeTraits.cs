namespace Modular.Kernel.Coding;

/// <summary>What all diag-coded types have in common.</summary>
/// <param name="Base">Type of the internal value.</param>
/// <param name="Integer">Meaning of the bits of whole numbers.</param>
/// <param name="Text">Encoding of texts.</param>
/// <param name="HighLow">Whether the most significant byte comes first.</param>
internal readonly record struct CodedTypeTraits(BaseType Base, IntegerEncoding Integer, TextEncoding Text, bool HighLow);
