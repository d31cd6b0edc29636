namespace Modular.Odx.Losses;

/// <summary>Why something of a description is not in the database made from it.</summary>
public enum LossReason
{
    /// <summary>The schema of databases has no field for it.</summary>
    NoPlace,

    /// <summary>A description for readers (DESC).</summary>
    Prose,

    /// <summary>Authors, companies, revisions but the last label.</summary>
    Administrative,

    /// <summary>A LONG-NAME of an element whose table has none.</summary>
    LongName,

    /// <summary>A SHORT-NAME of an element whose table has none.</summary>
    ShortName,

    /// <summary>Special data of an element whose table has none.</summary>
    SpecialData,

    /// <summary>An OID.</summary>
    ObjectIdentifier,

    /// <summary>A category of ODX that databases do not cover, for example flash data.</summary>
    Category,

    /// <summary>Nothing that the database holds refers to it; databases hold what services lead to.</summary>
    Unreachable,

    /// <summary>No element or attribute of ODX 2.0 to 2.2 at this place.</summary>
    Unknown,

    /// <summary>It would make the database contain itself.</summary>
    Cycle,

    /// <summary>What it refers to was not found; lenient conversion went on without.</summary>
    Unresolved,

    /// <summary>More than one where one is possible; lenient conversion took the first.</summary>
    Surplus,

    /// <summary>No allowed value; lenient conversion took the default.</summary>
    BadValue,

    /// <summary>Left out because the audience that was asked for may not use it.</summary>
    Audience,
}
