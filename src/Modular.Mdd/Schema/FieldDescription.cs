namespace Modular.Mdd.Schema;

/// <summary>Describes one field of a table.</summary>
/// <param name="Id">Number of the field in its table; append-only.</param>
/// <param name="Name">Name in the schema.</param>
/// <param name="Type">Type of the field, or of the elements of its vector.</param>
/// <param name="IsVector">Whether the field holds a vector.</param>
/// <param name="Target">Index of the table in <see cref="MddSchema.Tables"/>, of the union in <see cref="MddSchema.Unions"/> or of the
/// enumeration in <see cref="MddSchema.Enums"/>, else -1.</param>
/// <param name="UntrustedIf">Id of the flag that makes the field's content untrustworthy, else -1.</param>
/// <param name="IsNullable">Whether an absent number means something else than zero.</param>
/// <param name="Default">What an absent truth value means.</param>
/// <param name="IsImplied">Whether the content of the table's union says the same; many writers leave the field out.</param>
/// <param name="IsOurs">Whether this project appended the field, so that readers of the published schema pass over it.</param>
public readonly record struct FieldDescription(
    int Id, string Name, FieldType Type, bool IsVector, int Target, int UntrustedIf, bool IsNullable, bool Default, bool IsImplied, bool IsOurs)
{
    /// <summary>Size of the field in its table or of an element of its vector, in bytes.</summary>
    public int ElementSize => Type switch
    {
        FieldType.Boolean or FieldType.Byte or FieldType.Enum => 1,
        FieldType.Double => 8,
        _ => 4,
    };
}
