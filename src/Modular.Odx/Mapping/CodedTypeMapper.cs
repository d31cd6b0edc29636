using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Diag-coded types, physical types, limits and constraints.</summary>
internal sealed class CodedTypeMapper(MappingSession session)
{
    private readonly Dictionary<(string?, string?, DataType, bool, string, uint?, uint?, string?, bool), DiagCodedTypeDefinition> _coded = [];
    private readonly Dictionary<(string, IntervalType), LimitDefinition> _limits = [];
    private readonly Dictionary<(PhysicalTypeDataType, Radix, uint?), PhysicalTypeDefinition> _physical = [];

    /// <summary>The DIAG-CODED-TYPE of an element. Equal ones are one.</summary>
    public DiagCodedTypeDefinition? CodedType(OdxElement owner, OdxLayer? scope)
    {
        if (owner.Take("DIAG-CODED-TYPE") is not { } element)
        {
            session.Problems.Recoverable(owner, $"{owner.Name} {owner.ShortName} has no DIAG-CODED-TYPE.", LossReason.BadValue);
            return null;
        }

        var kind = element.Attribute("type");
        var encoding = element.Attribute("BASE-TYPE-ENCODING");
        var baseType = session.Values.Keyword(element, element.Attribute("BASE-DATA-TYPE"), DataType.AUInt32, DataTypeWords.All);
        var isHighLow = session.Values.Flag(element, "IS-HIGHLOW-BYTE-ORDER", true);
        if (kind == "PARAM-LENGTH-INFO-TYPE")
        {
            return new DiagCodedTypeDefinition
            {
                BaseTypeEncoding = encoding,
                BaseDataType = baseType,
                IsHighLowByteOrder = isHighLow,
                SpecificData = new ParamLengthInfoTypeDefinition { LengthKey = LengthKey(element, scope) },
            };
        }

        var isMinMax = kind == "MIN-MAX-LENGTH-TYPE";
        var first = isMinMax ? session.Values.OptionalUInt(element, "MIN-LENGTH") : session.Values.OptionalUInt(element, "BIT-LENGTH");
        var second = isMinMax ? session.Values.OptionalUInt(element, "MAX-LENGTH") : null;
        var isCondensed = session.Values.Flag(element, "CONDENSED", false);
        var key = (kind, encoding, baseType, isHighLow, element.Attribute("TERMINATION") ?? string.Empty, first, second, element.Find("BIT-MASK")?.Text, isCondensed);
        element.Take("BIT-MASK");
        if (_coded.TryGetValue(key, out var known))
        {
            return known;
        }

        var made = new DiagCodedTypeDefinition
        {
            BaseTypeEncoding = encoding,
            BaseDataType = baseType,
            IsHighLowByteOrder = isHighLow,
            SpecificData = Specific(element, kind, first ?? 0, second, isCondensed),
        };
        _coded.Add(key, made);
        return made;
    }

    public PhysicalTypeDefinition? PhysicalType(OdxElement owner)
    {
        if (owner.Take("PHYSICAL-TYPE") is not { } element)
        {
            return null;
        }

        var baseType = (PhysicalTypeDataType)session.Values.Keyword(element, element.Attribute("BASE-DATA-TYPE"), DataType.AUInt32, DataTypeWords.All);
        var radix = session.Values.Keyword(
            element, element.Attribute("DISPLAY-RADIX"), Radix.Hex, [("HEX", Radix.Hex), ("DEC", Radix.Dec), ("BIN", Radix.Bin), ("OCT", Radix.Oct)]);
        var precision = session.Values.OptionalUInt(element, "PRECISION");
        if (!_physical.TryGetValue((baseType, radix, precision), out var made))
        {
            _physical.Add((baseType, radix, precision), made = new() { BaseDataType = baseType, DisplayRadix = radix, Precision = precision });
        }

        return made;
    }

    public LimitDefinition? Limit(OdxElement owner, string child)
    {
        if (owner.Take(child) is not { } element)
        {
            return null;
        }

        var interval = session.Values.Keyword(
            element,
            element.Attribute("INTERVAL-TYPE"),
            IntervalType.Closed,
            [("CLOSED", IntervalType.Closed), ("OPEN", IntervalType.Open), ("INFINITE", IntervalType.Infinite)]);
        if (!_limits.TryGetValue((element.Text, interval), out var made))
        {
            _limits.Add((element.Text, interval), made = new() { Value = element.Text.Length == 0 ? null : element.Text, IntervalType = interval });
        }

        return made;
    }

    public InternalConstrDefinition? Constraint(OdxElement owner, string child)
    {
        if (owner.Take(child) is not { } element)
        {
            return null;
        }

        return new InternalConstrDefinition
        {
            LowerLimit = Limit(element, "LOWER-LIMIT"),
            UpperLimit = Limit(element, "UPPER-LIMIT"),
            ScaleConstr = [.. element.TakeList("SCALE-CONSTRS", "SCALE-CONSTR").Select(Scale)],
        };
    }

    private ScaleConstrDefinition Scale(OdxElement element) => new()
    {
        ShortLabel = SpecialDataMapper.Text(element, "SHORT-LABEL"),
        LowerLimit = Limit(element, "LOWER-LIMIT"),
        UpperLimit = Limit(element, "UPPER-LIMIT"),
        Validity = session.Values.Keyword(
            element,
            element.Attribute("VALIDITY"),
            ValidType.Valid,
            [("VALID", ValidType.Valid), ("NOT-VALID", ValidType.NotValid), ("NOT-DEFINED", ValidType.NotDefined), ("NOT-AVAILABLE", ValidType.NotAvailable)]),
    };

    private IDiagCodedTypeAlternative? Specific(OdxElement element, string? kind, uint first, uint? second, bool isCondensed)
    {
        switch (kind)
        {
            case "STANDARD-LENGTH-TYPE":
                return new StandardLengthTypeDefinition { BitLength = first, BitMask = session.Values.Hex(element, "BIT-MASK"), Condensed = isCondensed };
            case "LEADING-LENGTH-INFO-TYPE":
                return new LeadingLengthInfoTypeDefinition { BitLength = first };
            case "MIN-MAX-LENGTH-TYPE":
                var termination = session.Values.Keyword(
                    element,
                    element.Attribute("TERMINATION"),
                    Termination.EndOfPdu,
                    [("END-OF-PDU", Termination.EndOfPdu), ("ZERO", Termination.Zero), ("HEX-FF", Termination.HexFf)]);
                return new MinMaxLengthTypeDefinition { MinLength = first, MaxLength = second, Termination = termination };
            default:
                session.Problems.Recoverable(
                    element, kind is null ? "DIAG-CODED-TYPE has no xsi:type." : $"'{kind}' is no type of DIAG-CODED-TYPE.", LossReason.BadValue);
                return null;
        }
    }

    private ParamDefinition? LengthKey(OdxElement element, OdxLayer? scope)
    {
        if (element.Take("LENGTH-KEY-REF") is not { } reference || session.References.Resolve(reference) is not { } found)
        {
            return null;
        }

        if (found.Name != "PARAM")
        {
            session.WrongKind(reference, found, "PARAM");
            return null;
        }

        return session.Params.Get(reference, found, scope);
    }
}
