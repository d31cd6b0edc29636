using Modular.Kernel;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Plugins.DatabaseTools.Tests.Messages;

/// <summary>A database with one service: 2E 01, a temperature from -40 to 60; 6E 01 repeats it.</summary>
internal static class SmallDatabase
{
    /// <summary>Opens it.</summary>
    public static DiagnosticDatabase Open() => new(Define().ToDatabase());

    /// <summary>Writes it as a file.</summary>
    public static void Save(string path)
    {
        using var file = File.Create(path);
        Define().Write(file);
    }

    private static MddFileDefinition Define()
    {
        var temperature = new DopDefinition
        {
            ShortName = "Temperature",
            SpecificData = new NormalDopDefinition
            {
                DiagCodedType = UnsignedByte(),
                PhysicalType = new PhysicalTypeDefinition { BaseDataType = PhysicalTypeDataType.AInt32 },
                CompuMethod = new CompuMethodDefinition
                {
                    Category = CompuCategory.Linear,
                    InternalToPhys = new CompuInternalToPhysDefinition
                    {
                        CompuScales = { new CompuScaleDefinition { RationalCoEffs = new CompuRationalCoEffsDefinition { Numerator = { -40, 1 }, Denominator = { 1 } } } },
                    },
                },
                InternalConstr = new InternalConstrDefinition { UpperLimit = new LimitDefinition { Value = "100", IntervalType = IntervalType.Closed } },
            },
        };
        var service = new DiagServiceDefinition
        {
            DiagComm = new DiagCommDefinition { ShortName = "WriteTemperature" },
            Request = new RequestDefinition { Params = [Constant("SID", 0x2E, 0), Constant("ID", 1, 1), Value(temperature)] },
            PositiveResponses = { new ResponseDefinition { ShortName = "PR_Write", Params = [Constant("SID", 0x6E, 0), Constant("ID", 1, 1), Value(temperature)] } },
        };
        return new MddFileDefinition
        {
            Description =
            {
                EcuName = "Small",
                Variants = { new VariantDefinition { IsBaseVariant = true, DiagLayer = new DiagLayerDefinition { ShortName = "Small", DiagServices = { service } } } },
            },
        };
    }

    private static ParamDefinition Value(DopDefinition dop) =>
        new() { ShortName = "Temperature", BytePosition = 2, SpecificData = new ValueParamDefinition { Dop = dop } };

    private static ParamDefinition Constant(string name, byte value, uint at) => new()
    {
        ShortName = name,
        BytePosition = at,
        SpecificData = new CodedConstParamDefinition { CodedValue = $"{value}", DiagCodedType = UnsignedByte() },
    };

    private static DiagCodedTypeDefinition UnsignedByte() => new()
    {
        BaseDataType = DataType.AUInt32,
        IsHighLowByteOrder = true,
        SpecificData = new StandardLengthTypeDefinition { BitLength = 8 },
    };
}
