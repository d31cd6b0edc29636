namespace Modular.Sdk.Diagnostics;

/// <summary>Kinds of <see cref="ParameterValue"/>.</summary>
public enum ParameterValueKind
{
    /// <summary>Explicitly nothing; the default of the type.</summary>
    Null,

    /// <summary>A whole number within the signed 64-bit range.</summary>
    Integer,

    /// <summary>A whole number above the signed 64-bit range.</summary>
    Unsigned,

    /// <summary>A number with a fraction.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A structure.</summary>
    Object,

    /// <summary>Items of a field.</summary>
    Array,
}
