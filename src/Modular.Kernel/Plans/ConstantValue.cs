using Modular.Kernel.Coding;
using Modular.Kernel.Computing;

namespace Modular.Kernel.Plans;

/// <summary>A coded constant, read once from what its author wrote.</summary>
/// <param name="Text">As written.</param>
/// <param name="Number">The number, where the type is one.</param>
/// <param name="Bytes">The coded bytes of a text or byte field, else null.</param>
internal sealed record ConstantValue(string Text, double Number, byte[]? Bytes)
{
    public bool IsNumber => Bytes is null;

    public static ConstantValue Parse(string? text, CodedType type)
    {
        if (text is null)
        {
            throw MessageException.Invalid("A constant without value");
        }

        if (type.Base.IsText())
        {
            var buffer = new byte[TextCoding.MaxCodedLength(text.Length)];
            return TextCoding.TryEncode(text, type.Traits.Text, buffer, out var written)
                ? new ConstantValue(text, 0, buffer[..written])
                : throw MessageException.Invalid($"The constant '{text}' does not exist in {type.Traits.Text}");
        }

        return ConstantText.TryParse(text, type.Base, out var value)
            ? new ConstantValue(text, value.Real, type.Base == BaseType.ByteField ? value.Bytes.ToArray() : null)
            : throw MessageException.Invalid($"The constant '{text}' is no {type.Base.ToOdxName()}");
    }

    public bool Equals(scoped CodedValue value) => value.IsNumber
        ? IsNumber && (value.Real == Number || (float)value.Real == (float)Number && value.Kind == CodedValueKind.Real)
        : Bytes is not null && value.Bytes.SequenceEqual(Bytes);

    public CodedValue ToCoded(CodedType type) =>
        type.Base.IsInteger() ? CodedValue.FromInteger((long)Number)
        : type.Base.IsNumber() ? CodedValue.FromReal(Number)
        : type.Base == BaseType.ByteField ? CodedValue.FromBytes(Bytes)
        : CodedValue.FromText(Bytes, type.Traits.Text);
}
