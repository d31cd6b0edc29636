namespace Modular.Kernel.Description;

/// <summary>Describes the values of a parameter: enough to render a schema, or to invent a plausible value.</summary>
public sealed class ValueDescription
{
    internal ValueDescription()
    {
    }

    /// <summary>Short name of the data object, or null.</summary>
    public string? Name => throw new NotImplementedException();

    /// <summary>What the value looks like.</summary>
    public ValueShape Shape => throw new NotImplementedException();

    /// <summary>Smallest physical number allowed, where the coding, the computation and the constraints tell; else null.</summary>
    public double? Minimum => throw new NotImplementedException();

    /// <summary>Greatest physical number allowed, where known; else null.</summary>
    public double? Maximum => throw new NotImplementedException();

    /// <summary>Shortest coded length of a text or byte field, in bytes.</summary>
    public int MinLength => throw new NotImplementedException();

    /// <summary>Longest coded length of a text or byte field, in bytes; null where only the message ends it.</summary>
    public int? MaxLength => throw new NotImplementedException();

    /// <summary>Texts of a text table in the order of the database; empty for other shapes.</summary>
    public IReadOnlyList<string> Texts => throw new NotImplementedException();

    /// <summary>Display name of the unit, or null.</summary>
    public string? Unit => throw new NotImplementedException();

    /// <summary>Members of a structure, or of an item of a field of structures; empty for other shapes.</summary>
    public IReadOnlyList<ParameterDescription> Members => throw new NotImplementedException();

    /// <summary>Smallest number of items of a field.</summary>
    public int MinItems => throw new NotImplementedException();

    /// <summary>Greatest number of items of a field, or null for no bound.</summary>
    public int? MaxItems => throw new NotImplementedException();

    /// <summary>Cases of a multiplexer, the default case last; or the rows of a table. Empty for other shapes.</summary>
    public IReadOnlyList<CaseDescription> Cases => throw new NotImplementedException();

    /// <summary>Trouble codes of a DTC data object; empty for other shapes.</summary>
    public IReadOnlyList<DtcDescription> Dtcs => throw new NotImplementedException();
}
