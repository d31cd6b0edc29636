namespace Modular.Sdk.Diagnostics;

/// <summary>
/// Takes the named values of a decoded answer, in order, without a tree in between. Names and texts are UTF-8 and
/// valid only during the call. Names are empty for the items of an array.
/// </summary>
public interface IParameterSink
{
    /// <summary>A structure begins.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    void BeginObject(ReadOnlySpan<byte> name);

    /// <summary>The structure begun last ends.</summary>
    void EndObject();

    /// <summary>A field with items begins.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    void BeginArray(ReadOnlySpan<byte> name);

    /// <summary>The field begun last ends.</summary>
    void EndArray();

    /// <summary>A whole number of a signed physical type.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    /// <param name="value">The value.</param>
    void Number(ReadOnlySpan<byte> name, long value);

    /// <summary>A whole number of an unsigned physical type.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    /// <param name="value">The value.</param>
    void Number(ReadOnlySpan<byte> name, ulong value);

    /// <summary>A number of physical type A_FLOAT32.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    /// <param name="value">The value.</param>
    void Number(ReadOnlySpan<byte> name, float value);

    /// <summary>A number of physical type A_FLOAT64.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    /// <param name="value">The value.</param>
    void Number(ReadOnlySpan<byte> name, double value);

    /// <summary>A text: a string, or a text of a table.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    /// <param name="value">The text in UTF-8.</param>
    void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

    /// <summary>A byte field.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    /// <param name="value">The bytes.</param>
    void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

    /// <summary>Something that is known to be there and has no content.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    void Null(ReadOnlySpan<byte> name)
    {
        BeginObject(name);
        EndObject();
    }

    /// <summary>A value that could not be interpreted, while the rest could.</summary>
    /// <param name="name">Short name, or empty within an array.</param>
    /// <param name="error">What was wrong.</param>
    void Error(ReadOnlySpan<byte> name, FieldError error);
}
