using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;

namespace Modular.Odx.Mapping;

/// <summary>Compu methods.</summary>
internal sealed class CompuMethodMapper(MappingSession session)
{
    private static readonly (string, CompuCategory)[] Categories =
    [
        ("IDENTICAL", CompuCategory.Identical), ("LINEAR", CompuCategory.Linear), ("SCALE-LINEAR", CompuCategory.ScaleLinear),
        ("TEXTTABLE", CompuCategory.TextTable), ("COMPUCODE", CompuCategory.CompuCode), ("TAB-INTP", CompuCategory.TabIntp),
        ("RAT-FUNC", CompuCategory.RatFunc), ("SCALE-RAT-FUNC", CompuCategory.ScaleRatFunc),
    ];

    private readonly CompuMethodDefinition _identical = new() { Category = CompuCategory.Identical };

    public CompuMethodDefinition? Method(OdxElement owner)
    {
        if (owner.Take("COMPU-METHOD") is not { } element)
        {
            return null;
        }

        var category = element.Take("CATEGORY");
        var kind = session.Values.Keyword(category ?? element, category?.Text, CompuCategory.Identical, Categories);
        var forward = element.Take("COMPU-INTERNAL-TO-PHYS");
        var backward = element.Take("COMPU-PHYS-TO-INTERNAL");
        if (forward is null && backward is null && kind == CompuCategory.Identical)
        {
            return _identical;
        }

        return new CompuMethodDefinition
        {
            Category = kind,
            InternalToPhys = forward is null ? null : new CompuInternalToPhysDefinition
            {
                CompuScales = Scales(forward),
                ProgCode = forward.Take("PROG-CODE") is { } code ? session.Jobs.ProgCode(code) : null,
                CompuDefaultValue = Default(forward),
            },
            PhysToInternal = backward is null ? null : new CompuPhysToInternalDefinition
            {
                CompuScales = Scales(backward),
                ProgCode = backward.Take("PROG-CODE") is { } reverse ? session.Jobs.ProgCode(reverse) : null,
                CompuDefaultValue = Default(backward),
            },
        };
    }

    private List<CompuScaleDefinition> Scales(OdxElement direction) => [.. direction.TakeList("COMPU-SCALES", "COMPU-SCALE").Select(Scale)];

    private CompuScaleDefinition Scale(OdxElement element) => new()
    {
        ShortLabel = SpecialDataMapper.Text(element, "SHORT-LABEL"),
        LowerLimit = session.CodedTypes.Limit(element, "LOWER-LIMIT"),
        UpperLimit = session.CodedTypes.Limit(element, "UPPER-LIMIT"),
        InverseValues = element.Take("COMPU-INVERSE-VALUE") is { } inverse ? Values(inverse) : null,
        Consts = element.Take("COMPU-CONST") is { } constant ? Values(constant) : null,
        RationalCoEffs = element.Take("COMPU-RATIONAL-COEFFS") is { } coefficients
            ? new CompuRationalCoEffsDefinition { Numerator = Numbers(coefficients, "COMPU-NUMERATOR"), Denominator = Numbers(coefficients, "COMPU-DENOMINATOR") }
            : null,
    };

    private CompuDefaultValueDefinition? Default(OdxElement direction)
    {
        if (direction.Take("COMPU-DEFAULT-VALUE") is not { } element)
        {
            return null;
        }

        return new CompuDefaultValueDefinition
        {
            Values = Values(element),
            InverseValues = element.Take("COMPU-INVERSE-VALUE") is { } inverse ? Values(inverse) : null,
        };
    }

    private CompuValuesDefinition Values(OdxElement element)
    {
        var text = element.Take("VT");
        return new CompuValuesDefinition
        {
            V = session.Values.OptionalDouble(element, "V"),
            Vt = text?.Text,
            VtTi = text?.Attribute("TI"),
        };
    }

    private List<double> Numbers(OdxElement coefficients, string list) =>
        [.. coefficients.TakeList(list, "V").Select(session.Values.ParseDouble)];
}
