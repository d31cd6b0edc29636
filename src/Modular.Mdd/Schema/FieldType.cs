namespace Modular.Mdd.Schema;

/// <summary>Type of a field, or of the elements of its vector.</summary>
public enum FieldType
{
    /// <summary>Truth value, one byte.</summary>
    Boolean,

    /// <summary>Unsigned byte.</summary>
    Byte,

    /// <summary>Signed integer of four bytes.</summary>
    Int32,

    /// <summary>Unsigned integer of four bytes.</summary>
    UInt32,

    /// <summary>IEEE 754 number of eight bytes.</summary>
    Double,

    /// <summary>Enumeration, one byte.</summary>
    Enum,

    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>Table.</summary>
    Table,

    /// <summary>Union: its kind under the field's id, its content under the next one.</summary>
    Union,
}
