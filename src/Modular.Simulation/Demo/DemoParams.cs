using System.Globalization;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Simulation.Demo;

/// <summary>Makes the parameters of the demo's messages.</summary>
internal static class DemoParams
{
    /// <summary>A constant.</summary>
    public static ParamDefinition Constant(string name, uint position, long value, int bits = 8) => new()
    {
        ShortName = name,
        Semantic = position == 0 ? "SERVICE-ID" : "ID",
        BytePosition = position,
        SpecificData = new CodedConstParamDefinition
        {
            CodedValue = value.ToString(CultureInfo.InvariantCulture),
            DiagCodedType = DemoDops.Coded(DataType.AUInt32, bits),
        },
    };

    /// <summary>Bytes repeated from the request, from the same place.</summary>
    public static ParamDefinition Echo(string name, uint position, uint length) => new()
    {
        ShortName = name,
        Semantic = "ID",
        BytePosition = position,
        SpecificData = new MatchingRequestParamDefinition { RequestBytePosition = (int)position, ByteLength = length },
    };

    /// <summary>A value.</summary>
    public static ParamDefinition Value(string name, uint position, DopDefinition dop, uint? bit = null) => new()
    {
        ShortName = name,
        Semantic = "DATA",
        BytePosition = position,
        BitPosition = bit,
        SpecificData = new ValueParamDefinition { Dop = dop },
    };
}
