using System.Globalization;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Simulation.Demo;

/// <summary>Makes the data objects of the demo's databases.</summary>
internal static class DemoDops
{
    /// <summary>An unsigned whole number as it is.</summary>
    public static DopDefinition Unsigned(string name, int bits, UnitDefinition? unit = null, uint? maximum = null) => Simple(
        name, Identical(), Coded(DataType.AUInt32, bits), PhysicalTypeDataType.AUInt32, unit, maximum is { } limit ? Range(0, limit) : null);

    /// <summary>A number with scaling: physical value = offset + factor * coded value.</summary>
    public static DopDefinition Scaled(
        string name, int bits, bool signed, double offset, double factor, UnitDefinition unit, uint precision, (long Lower, long Upper)? coded = null) => Simple(
        name,
        new CompuMethodDefinition
        {
            Category = CompuCategory.Linear,
            InternalToPhys = new CompuInternalToPhysDefinition
            {
                CompuScales =
                {
                    new CompuScaleDefinition { RationalCoEffs = new CompuRationalCoEffsDefinition { Numerator = { offset, factor }, Denominator = { 1 } } },
                },
            },
        },
        Coded(signed ? DataType.AInt32 : DataType.AUInt32, bits),
        PhysicalTypeDataType.AFloat64,
        unit,
        coded is { } range ? Range(range.Lower, range.Upper) : null,
        precision);

    /// <summary>A number that stands for a text.</summary>
    public static DopDefinition Texts(string name, int bits, params (int Value, string Text)[] texts)
    {
        var toPhysical = new CompuInternalToPhysDefinition();
        foreach (var (value, text) in texts)
        {
            toPhysical.CompuScales.Add(new CompuScaleDefinition
            {
                LowerLimit = Limit(value),
                UpperLimit = Limit(value),
                Consts = new CompuValuesDefinition { Vt = text },
            });
        }

        return Simple(
            name,
            new CompuMethodDefinition { Category = CompuCategory.TextTable, InternalToPhys = toPhysical },
            Coded(DataType.AUInt32, bits),
            PhysicalTypeDataType.AUnicode2String);
    }

    /// <summary>A text of fixed length, one byte a character.</summary>
    public static DopDefinition Text(string name, int length) =>
        Simple(name, Identical(), Coded(DataType.AAsciiString, 8 * length), PhysicalTypeDataType.AUnicode2String);

    /// <summary>Bytes or text up to the end of the message.</summary>
    public static DopDefinition ToEnd(string name, DataType type, uint shortest, uint longest) => Simple(
        name,
        Identical(),
        new DiagCodedTypeDefinition
        {
            BaseDataType = type,
            SpecificData = new MinMaxLengthTypeDefinition { MinLength = shortest, MaxLength = longest, Termination = Termination.EndOfPdu },
        },
        type == DataType.AByteField ? PhysicalTypeDataType.AByteField : PhysicalTypeDataType.AUnicode2String);

    /// <summary>Bytes of fixed length.</summary>
    public static DopDefinition Bytes(string name, int length) =>
        Simple(name, Identical(), Coded(DataType.AByteField, 8 * length), PhysicalTypeDataType.AByteField);

    /// <summary>Values one after another, each at its byte.</summary>
    public static DopDefinition Structure(string name, params ParamDefinition[] members)
    {
        var structure = new StructureDefinition();
        structure.Params.AddRange(members);
        return new DopDefinition { ShortName = name, SpecificData = structure };
    }

    /// <summary>A structure repeated up to the end of the message.</summary>
    public static DopDefinition List(string name, DopDefinition item, uint fewest, uint most) => new()
    {
        ShortName = name,
        SpecificData = new EndOfPduFieldDefinition
        {
            MinNumberOfItems = fewest,
            MaxNumberOfItems = most,
            Field = new FieldDefinition { BasicStructure = item },
        },
    };

    /// <summary>Trouble codes.</summary>
    public static DopDefinition TroubleCodes(string name, IEnumerable<DtcDefinition> codes)
    {
        var dop = new DtcDopDefinition
        {
            DiagCodedType = Coded(DataType.AUInt32, 24),
            PhysicalType = new PhysicalTypeDefinition { BaseDataType = PhysicalTypeDataType.AUInt32, DisplayRadix = Radix.Hex },
            CompuMethod = Identical(),
            IsVisible = true,
        };
        dop.Dtcs.AddRange(codes);
        return new DopDefinition { ShortName = name, SpecificData = dop };
    }

    /// <summary>A unit.</summary>
    public static UnitDefinition Unit(string name, string display) => new() { ShortName = name, DisplayName = display };

    internal static DiagCodedTypeDefinition Coded(DataType type, int bits) => new()
    {
        BaseDataType = type,
        SpecificData = new StandardLengthTypeDefinition { BitLength = (uint)bits },
    };

    private static DopDefinition Simple(
        string name,
        CompuMethodDefinition compuMethod,
        DiagCodedTypeDefinition codedType,
        PhysicalTypeDataType physicalType,
        UnitDefinition? unit = null,
        InternalConstrDefinition? constraint = null,
        uint? precision = null) => new()
        {
            ShortName = name,
            SpecificData = new NormalDopDefinition
            {
                CompuMethod = compuMethod,
                DiagCodedType = codedType,
                PhysicalType = new PhysicalTypeDefinition { BaseDataType = physicalType, Precision = precision, DisplayRadix = Radix.Dec },
                InternalConstr = constraint,
                Unit = unit,
            },
        };

    private static CompuMethodDefinition Identical() => new() { Category = CompuCategory.Identical };

    private static InternalConstrDefinition Range(long lower, long upper) => new() { LowerLimit = Limit(lower), UpperLimit = Limit(upper) };

    private static LimitDefinition Limit(long value) => new() { Value = value.ToString(CultureInfo.InvariantCulture) };
}
