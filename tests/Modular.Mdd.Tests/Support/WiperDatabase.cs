using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Tests.Support;

/// <summary>A small database of our own, so that tests run anywhere: a wiper with one readable and one writable value.</summary>
internal static class WiperDatabase
{
    public static MddFileDefinition Define()
    {
        var byteType = new DiagCodedTypeDefinition
        {
            BaseDataType = DataType.AUInt32,
            SpecificData = new StandardLengthTypeDefinition { BitLength = 8 },
        };
        var speed = new DopDefinition
        {
            ShortName = "Speed",
            SpecificData = new NormalDopDefinition
            {
                DiagCodedType = byteType,
                CompuMethod = new CompuMethodDefinition
                {
                    Category = CompuCategory.Linear,
                    InternalToPhys = new CompuInternalToPhysDefinition
                    {
                        CompuScales =
                        {
                            new CompuScaleDefinition
                            {
                                RationalCoEffs = new CompuRationalCoEffsDefinition { Numerator = { -40, 0.5 }, Denominator = { 1 } },
                            },
                        },
                    },
                },
                PhysicalType = new PhysicalTypeDefinition { BaseDataType = PhysicalTypeDataType.AFloat64, Precision = 1 },
            },
        };
        var layer = new DiagLayerDefinition
        {
            ShortName = "Wiper",
            LongName = new LongNameDefinition { Value = "Wiper ÄÖ 雨" },
            DiagServices = { Service("Read", 0x22, byteType, speed), Service("Write", 0x2e, byteType, speed) },
        };
        return new MddFileDefinition
        {
            Description =
            {
                EcuName = "Wiper",
                Revision = "1.2.3",
                Variants = { new VariantDefinition { IsBaseVariant = true, DiagLayer = layer } },
            },
            Metadata = { ["created"] = "2026-01-02T03:04:05Z", ["source"] = "by hand" },
        };
    }

    private static DiagServiceDefinition Service(string name, byte sid, DiagCodedTypeDefinition byteType, DopDefinition speed) => new()
    {
        DiagComm = new DiagCommDefinition { ShortName = name + "Speed", Semantic = "DATA" },
        Request = new RequestDefinition { Params = { Constant(sid, byteType) } },
        PositiveResponses =
        {
            new ResponseDefinition
            {
                Params =
                {
                    Constant((byte)(sid + 0x40), byteType),
                    new ParamDefinition { ShortName = "Speed", BytePosition = 1, SpecificData = new ValueParamDefinition { Dop = speed } },
                },
            },
        },
    };

    private static ParamDefinition Constant(byte value, DiagCodedTypeDefinition byteType) => new()
    {
        ShortName = "SID",
        Semantic = "SERVICE-ID",
        BytePosition = 0,
        SpecificData = new CodedConstParamDefinition { CodedValue = $"{value}", DiagCodedType = byteType },
    };
}
