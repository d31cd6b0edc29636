namespace Modular.Kernel.Description;

/// <summary>Kinds of parameters, in the words of the database.</summary>
public enum ParameterKind
{
    /// <summary>A constant given as coded value (CODED-CONST).</summary>
    CodedConst,

    /// <summary>Content of a dynamically defined message (DYNAMIC).</summary>
    Dynamic,

    /// <summary>A number that gives the length of another parameter (LENGTH-KEY).</summary>
    LengthKey,

    /// <summary>An echo of bytes of the request (MATCHING-REQUEST-PARAM).</summary>
    MatchingRequestParam,

    /// <summary>A set of coded values of which a negative response has one (NRC-CONST).</summary>
    NrcConst,

    /// <summary>A constant given as physical value (PHYS-CONST).</summary>
    PhysConst,

    /// <summary>Bits without meaning (RESERVED).</summary>
    Reserved,

    /// <summary>A value the tester knows by itself, such as the time (SYSTEM).</summary>
    System,

    /// <summary>A part of a fixed row of a table (TABLE-ENTRY).</summary>
    TableEntry,

    /// <summary>A key that selects a row of a table (TABLE-KEY).</summary>
    TableKey,

    /// <summary>The content of the row selected by a key (TABLE-STRUCT).</summary>
    TableStruct,

    /// <summary>A value (VALUE).</summary>
    Value,
}
