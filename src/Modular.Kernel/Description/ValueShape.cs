namespace Modular.Kernel.Description;

/// <summary>What a value looks like to the user of a service.</summary>
public enum ValueShape
{
    /// <summary>A value the database does not describe well enough.</summary>
    Unknown,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction.</summary>
    Real,

    /// <summary>A text.</summary>
    Text,

    /// <summary>One of <see cref="ValueDescription.Texts"/>.</summary>
    TextTable,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>A trouble code.</summary>
    Dtc,

    /// <summary>An object with <see cref="ValueDescription.Members"/>.</summary>
    Structure,

    /// <summary>A list of objects with <see cref="ValueDescription.Members"/>.</summary>
    Field,

    /// <summary>An object with <c>Selector</c> and the name of one of <see cref="ValueDescription.Cases"/>.</summary>
    Multiplexer,

    /// <summary>Name of one of the rows in <see cref="ValueDescription.Cases"/>.</summary>
    TableKey,

    /// <summary>An object with the name of one of the rows in <see cref="ValueDescription.Cases"/>.</summary>
    TableStruct,

    /// <summary>Environment data of a trouble code.</summary>
    EnvironmentData,
}
