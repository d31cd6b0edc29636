using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;

namespace Modular.Odx.Mapping;

/// <summary>Units, their dimensions and groups.</summary>
internal sealed class UnitMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<UnitDefinition> _units;
    private readonly DefinitionMemo<PhysicalDimensionDefinition> _dimensions;

    public UnitMapper(MappingSession session)
    {
        _session = session;
        _units = new(session, (element, _) => Unit(element));
        _dimensions = new(session, (element, _) => Dimension(element));
    }

    /// <summary>The unit that an element refers to.</summary>
    public UnitDefinition? Referred(OdxElement owner) =>
        owner.Take("UNIT-REF") is { } reference ? Resolve(reference) : null;

    /// <summary>All units of a com-param subset, whether referred to or not.</summary>
    public UnitSpecDefinition? Specification(OdxElement owner)
    {
        if (owner.Take("UNIT-SPEC") is not { } element)
        {
            return null;
        }

        return new UnitSpecDefinition
        {
            Units = [.. element.TakeList("UNITS", "UNIT").Select(unit => _units.Get(unit, null)!)],
            PhysicalDimensions = [.. element.TakeList("PHYSICAL-DIMENSIONS", "PHYSICAL-DIMENSION").Select(one => _dimensions.Get(one, null)!)],
            UnitGroups = [.. element.TakeList("UNIT-GROUPS", "UNIT-GROUP").Select(Group)],
            Sdgs = _session.SpecialData.Groups(element),
        };
    }

    private UnitGroupDefinition Group(OdxElement element)
    {
        var category = element.Take("CATEGORY");
        return new UnitGroupDefinition
        {
            ShortName = SpecialDataMapper.Name(element),
            LongName = SpecialDataMapper.LongName(element),
            Category = category is null ? null : _session.Values.Keyword<UnitGroupCategory?>(
                category, category.Text, null, [("COUNTRY", UnitGroupCategory.Country), ("EQUIV-UNITS", UnitGroupCategory.EquivUnits)]),
            Units = [.. element.TakeList("UNIT-REFS", "UNIT-REF").Select(Resolve).OfType<UnitDefinition>()],
        };
    }

    private UnitDefinition? Resolve(OdxElement reference)
    {
        if (_session.References.Resolve(reference) is not { } found)
        {
            return null;
        }

        if (found.Name != "UNIT")
        {
            _session.WrongKind(reference, found, "UNIT");
            return null;
        }

        return _units.Get(found, null);
    }

    private UnitDefinition Unit(OdxElement element)
    {
        PhysicalDimensionDefinition? dimension = null;
        if (element.Take("PHYSICAL-DIMENSION-REF") is { } reference && _session.References.Resolve(reference) is { } found)
        {
            if (found.Name == "PHYSICAL-DIMENSION")
            {
                dimension = _dimensions.Get(found, null);
            }
            else
            {
                _session.WrongKind(reference, found, "PHYSICAL-DIMENSION");
            }
        }

        return new UnitDefinition
        {
            ShortName = SpecialDataMapper.Name(element),
            DisplayName = element.TakeText("DISPLAY-NAME"),
            FactorSiToUnit = _session.Values.OptionalDouble(element, "FACTOR-SI-TO-UNIT"),
            OffsetSiToUnit = _session.Values.OptionalDouble(element, "OFFSET-SI-TO-UNIT"),
            PhysicalDimension = dimension,
        };
    }

    private PhysicalDimensionDefinition Dimension(OdxElement element) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
        LengthExponent = _session.Values.OptionalInt(element, "LENGTH-EXP"),
        MassExponent = _session.Values.OptionalInt(element, "MASS-EXP"),
        TimeExponent = _session.Values.OptionalInt(element, "TIME-EXP"),
        CurrentExponent = _session.Values.OptionalInt(element, "CURRENT-EXP"),
        TemperatureExponent = _session.Values.OptionalInt(element, "TEMPERATURE-EXP"),
        MolarAmountExponent = _session.Values.OptionalInt(element, "MOLAR-AMOUNT-EXP"),
        LuminousIntensityExponent = _session.Values.OptionalInt(element, "LUMINOUS-INTENSITY-EXP"),
    };
}
