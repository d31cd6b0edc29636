using Modular.Kernel.Plans;

namespace Modular.Kernel.Coding;

/// <summary>A DIAG-CODED-TYPE: how an internal value lies in a message.</summary>
internal abstract class CodedType
{
    protected CodedType(in CodedTypeTraits traits)
    {
        Traits = traits;
    }

    public CodedTypeTraits Traits { get; }

    public BaseType Base => Traits.Base;

    /// <summary>Width in bits where it is always the same, else null.</summary>
    public virtual int? FixedBits => null;

    /// <summary>Shortest coded length in bytes.</summary>
    public virtual int MinBytes => 0;

    /// <summary>Longest coded length in bytes, or null for no bound.</summary>
    public virtual int? MaxBytes => null;

    /// <summary>Reads a value and moves the cursor behind it.</summary>
    /// <returns>False when the bits are there but mean nothing; the error then says why.</returns>
    /// <exception cref="MessageException">The message is too short, or the database invalid.</exception>
    public abstract bool TryDecode(
        scoped ref DecodeContext context, int position, int bitPosition, out CodedValue value, out string? error);

    /// <summary>Writes a value and moves the cursor behind it.</summary>
    /// <param name="context">The message.</param>
    /// <param name="position">Its first byte.</param>
    /// <param name="bitPosition">Bits below its least significant one in the last byte.</param>
    /// <param name="value">The value, of the kind of <see cref="Base"/> and, for text, in the encoding of the type.</param>
    /// <param name="isLast">Whether nothing follows in the message.</param>
    /// <exception cref="MessageException">The value does not fit.</exception>
    public abstract void Encode(scoped ref EncodeContext context, int position, int bitPosition, scoped CodedValue value, bool isLast);

    /// <summary>Takes bytes as text or byte field.</summary>
    protected bool TryRead(ReadOnlySpan<byte> bytes, out CodedValue value, out string? error)
    {
        error = null;
        if (Base == BaseType.ByteField)
        {
            value = CodedValue.FromBytes(bytes);
            return true;
        }

        value = CodedValue.FromText(bytes, Traits.Text);
        if (Base == BaseType.Unicode2String && bytes.Length % 2 != 0)
        {
            error = "Text of A_UNICODE2STRING has an odd number of bytes";
            return false;
        }

        if (!TextCoding.IsValid(bytes, Traits.Text))
        {
            error = $"The bytes are no text in {Traits.Text}";
            return false;
        }

        return true;
    }

    protected static void RequireByteAligned(int bitPosition)
    {
        if (bitPosition != 0)
        {
            throw MessageException.Invalid($"A text or byte field at bit position {bitPosition}");
        }
    }
}
