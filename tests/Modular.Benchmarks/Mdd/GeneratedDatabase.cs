using System.Globalization;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Benchmarks.Mdd;

/// <summary>A database of any size: services that read a value each, every one of its own type, as large vehicles have them.</summary>
internal static class GeneratedDatabase
{
    private static readonly DiagCodedTypeDefinition Byte = Coded(8);
    private static readonly DiagCodedTypeDefinition Word = Coded(16);

    public static MddFileDefinition Define(string ecuName, int services) => new()
    {
        Description =
        {
            EcuName = ecuName,
            Variants =
            {
                new VariantDefinition
                {
                    IsBaseVariant = true,
                    DiagLayer = new DiagLayerDefinition
                    {
                        ShortName = ecuName,
                        DiagServices = [.. Enumerable.Range(0, services).Select(number => Service(ecuName, number))],
                    },
                },
            },
        },
    };

    private static DiagServiceDefinition Service(string ecuName, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{ecuName}_Value_{number:D5}");
        return new DiagServiceDefinition
        {
            DiagComm = new DiagCommDefinition { ShortName = name + "_Read", Semantic = "DATA", LongName = new LongNameDefinition { Value = "Read value " + name } },
            Request = new RequestDefinition { Params = { Constant("SID_RQ", 0, 0x22, Byte), Constant("DID", 1, number, Word) } },
            PositiveResponses =
            {
                new ResponseDefinition
                {
                    Params =
                    {
                        Constant("SID_PR", 0, 0x62, Byte),
                        Constant("DID", 1, number, Word),
                        new ParamDefinition
                        {
                            ShortName = name,
                            Semantic = "DATA",
                            BytePosition = 3,
                            SpecificData = new ValueParamDefinition { Dop = Type(name, number) },
                        },
                    },
                },
            },
        };
    }

    private static DopDefinition Type(string name, int number) => new()
    {
        ShortName = "DOP_" + name,
        SpecificData = new NormalDopDefinition
        {
            DiagCodedType = number % 2 == 0 ? Byte : Word,
            PhysicalType = new PhysicalTypeDefinition { BaseDataType = PhysicalTypeDataType.AFloat64, Precision = (uint)(number % 4) },
            CompuMethod = new CompuMethodDefinition
            {
                Category = CompuCategory.Linear,
                InternalToPhys = new CompuInternalToPhysDefinition
                {
                    CompuScales =
                    {
                        new CompuScaleDefinition
                        {
                            RationalCoEffs = new CompuRationalCoEffsDefinition { Numerator = { number % 100, 0.25 * (1 + (number % 17)) }, Denominator = { 1 } },
                        },
                    },
                },
            },
        },
    };

    private static ParamDefinition Constant(string name, uint position, int value, DiagCodedTypeDefinition type) => new()
    {
        ShortName = name,
        BytePosition = position,
        SpecificData = new CodedConstParamDefinition { CodedValue = value.ToString(CultureInfo.InvariantCulture), DiagCodedType = type },
    };

    private static DiagCodedTypeDefinition Coded(uint bits) => new()
    {
        BaseDataType = DataType.AUInt32,
        SpecificData = new StandardLengthTypeDefinition { BitLength = bits },
    };
}
