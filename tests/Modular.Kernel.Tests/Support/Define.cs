using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Tests.Support;

/// <summary>Short ways to write the parts of a database.</summary>
internal static class Define
{
    public static DiagCodedTypeDefinition UInt(uint bits, bool highLow = true, string? encoding = null, byte[]? mask = null, bool condensed = false) =>
        Fixed(DataType.AUInt32, bits, highLow, encoding, mask, condensed);

    public static DiagCodedTypeDefinition Int(uint bits, bool highLow = true, string? encoding = null, byte[]? mask = null) =>
        Fixed(DataType.AInt32, bits, highLow, encoding, mask);

    public static DiagCodedTypeDefinition Fixed(
        DataType type, uint bits, bool highLow = true, string? encoding = null, byte[]? mask = null, bool condensed = false) => new()
        {
            BaseDataType = type,
            IsHighLowByteOrder = highLow,
            BaseTypeEncoding = encoding,
            SpecificData = new StandardLengthTypeDefinition { BitLength = bits, BitMask = mask ?? [], Condensed = condensed },
        };

    public static DiagCodedTypeDefinition MinMax(DataType type, uint min, uint? max, Termination termination, bool highLow = true) => new()
    {
        BaseDataType = type,
        IsHighLowByteOrder = highLow,
        SpecificData = new MinMaxLengthTypeDefinition { MinLength = min, MaxLength = max, Termination = termination },
    };

    public static DiagCodedTypeDefinition Leading(DataType type, uint bits, bool highLow = true) => new()
    {
        BaseDataType = type,
        IsHighLowByteOrder = highLow,
        SpecificData = new LeadingLengthInfoTypeDefinition { BitLength = bits },
    };

    public static DiagCodedTypeDefinition Keyed(DataType type, ParamDefinition key) => new()
    {
        BaseDataType = type,
        IsHighLowByteOrder = true,
        SpecificData = new ParamLengthInfoTypeDefinition { LengthKey = key },
    };

    public static DopDefinition Dop(
        DiagCodedTypeDefinition coded,
        PhysicalTypeDataType? physical = null,
        CompuMethodDefinition? compu = null,
        InternalConstrDefinition? constraint = null,
        InternalConstrDefinition? physicalConstraint = null) => new()
        {
            ShortName = "Dop",
            SpecificData = new NormalDopDefinition
            {
                DiagCodedType = coded,
                CompuMethod = compu ?? new CompuMethodDefinition { Category = CompuCategory.Identical },
                PhysicalType = new PhysicalTypeDefinition { BaseDataType = physical ?? (PhysicalTypeDataType)coded.BaseDataType },
                InternalConstr = constraint,
                PhysConstr = physicalConstraint,
            },
        };

    public static CompuMethodDefinition Compu(CompuCategory category, params CompuScaleDefinition[] scales) => new()
    {
        Category = category,
        InternalToPhys = new CompuInternalToPhysDefinition { CompuScales = [.. scales] },
    };

    public static CompuScaleDefinition Line(double n0, double n1, double d0 = 1, string? low = null, string? high = null) => new()
    {
        LowerLimit = low is null ? null : Limit(low),
        UpperLimit = high is null ? null : Limit(high),
        RationalCoEffs = new CompuRationalCoEffsDefinition { Numerator = { n0, n1 }, Denominator = { d0 } },
    };

    public static CompuScaleDefinition Text(string text, string low, string? high = null, double? inverse = null) => new()
    {
        LowerLimit = Limit(low),
        UpperLimit = high is null ? null : Limit(high),
        Consts = new CompuValuesDefinition { Vt = text },
        InverseValues = inverse is null ? null : new CompuValuesDefinition { V = inverse },
    };

    public static CompuScaleDefinition Point(double x, double y) => new()
    {
        LowerLimit = Limit(x.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Consts = new CompuValuesDefinition { V = y },
    };

    public static LimitDefinition Limit(string value, IntervalType type = IntervalType.Closed) => new() { Value = value, IntervalType = type };

    public static ParamDefinition Value(string name, DopDefinition dop, uint? at = null, uint? bit = null, string? fallback = null, string? semantic = null) => new()
    {
        ShortName = name,
        Semantic = semantic,
        BytePosition = at,
        BitPosition = bit,
        SpecificData = new ValueParamDefinition { Dop = dop, PhysicalDefaultValue = fallback },
    };

    public static ParamDefinition Const(string name, uint value, uint bits = 8, uint? at = null) => new()
    {
        ShortName = name,
        BytePosition = at,
        SpecificData = new CodedConstParamDefinition { CodedValue = $"{value}", DiagCodedType = UInt(bits) },
    };

    public static ParamDefinition Param(string name, IParamAlternative content, uint? at = null) =>
        new() { ShortName = name, BytePosition = at, SpecificData = content };

    public static DopDefinition Structure(params ParamDefinition[] parameters) =>
        new() { ShortName = "Structure", SpecificData = new StructureDefinition { Params = [.. parameters] } };

    public static DopDefinition Structure(uint byteSize, params ParamDefinition[] parameters) =>
        new() { ShortName = "Structure", SpecificData = new StructureDefinition { Params = [.. parameters], ByteSize = byteSize } };

    public static DopDefinition Of(IDopAlternative content) => new() { ShortName = "Dop", SpecificData = content };

    public static FieldDefinition Items(DopDefinition structure) => new() { BasicStructure = structure };
}
