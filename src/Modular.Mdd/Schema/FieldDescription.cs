namespace Modular.Mdd.Schema;

/// <summary>Describes one field of a table.</summary>
/// <param name="Id">Number of the field in its table; append-only.</param>
/// <param name="Name">Name in the schema.</param>
/// <param name="Type">Type of the field, or of the elements of its vector.</param>
/// <param name="IsVector">Whether the field holds a vector.</param>
/// <param name="Target">Index of the table in <see cref="MddSchema.Tables"/> or of the union in <see cref="MddSchema.Unions"/>, else -1.</param>
/// <param name="UntrustedIf">Id of the flag that makes the field's content untrustworthy, else -1.</param>
public readonly record struct FieldDescription(int Id, string Name, FieldType Type, bool IsVector, int Target, int UntrustedIf)
{
    /// <summary>Size of the field in its table or of an element of its vector, in bytes.</summary>
    public int ElementSize => Type switch
    {
        FieldType.Boolean or FieldType.Byte or FieldType.Enum => 1,
        FieldType.Double => 8,
        _ => 4,
    };
}
