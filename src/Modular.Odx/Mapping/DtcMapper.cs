using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Trouble codes and the DOPs that carry them.</summary>
internal sealed class DtcMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<DtcDefinition> _dtcs;

    public DtcMapper(MappingSession session)
    {
        _session = session;
        _dtcs = new(session, (element, _) => Dtc(element));
    }

    public DtcDopDefinition Dop(OdxElement element, OdxLayer? scope) => new()
    {
        DiagCodedType = _session.CodedTypes.CodedType(element, scope),
        PhysicalType = _session.CodedTypes.PhysicalType(element),
        CompuMethod = _session.ComputationMethods.Method(element),
        IsVisible = _session.Values.Flag(element, "IS-VISIBLE", false),
        Dtcs = [.. Elements(element, []).Select(dtc => _dtcs.Get(dtc, null)!)],
    };

    /// <summary>The trouble codes that the DTC-DOPs of layers declare.</summary>
    public List<DtcDefinition> All(IEnumerable<OdxLayer> layers)
    {
        var all = new List<DtcDefinition>();
        var seen = new HashSet<OdxElement>(ReferenceEqualityComparer.Instance);
        foreach (var layer in layers)
        {
            foreach (var dop in layer.Element.Find("DIAG-DATA-DICTIONARY-SPEC")?.Find("DTC-DOPS")?.Children ?? default)
            {
                foreach (var dtc in Own(dop))
                {
                    if (seen.Add(dtc))
                    {
                        all.Add(_dtcs.Get(dtc, null)!);
                    }
                }
            }
        }

        return all;
    }

    /// <summary>Trouble codes of a DOP: its own, and those of the DOPs it is linked with as far as it takes them over.</summary>
    private IEnumerable<OdxElement> Elements(OdxElement dop, HashSet<OdxElement> visited)
    {
        visited.Add(dop);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dtc in Own(dop))
        {
            names.Add(dtc.ShortName);
            yield return dtc;
        }

        foreach (var link in dop.TakeList("LINKED-DTC-DOPS", "LINKED-DTC-DOP"))
        {
            var withheld = link.TakeList("NOT-INHERITED-DTC-SNREFS", "NOT-INHERITED-DTC-SNREF").Select(static one => one.Attribute("SHORT-NAME")).ToHashSet();
            if (link.Take("DTC-DOP-REF") is not { } reference || _session.References.Resolve(reference) is not { } linked)
            {
                continue;
            }

            if (linked.Name != "DTC-DOP")
            {
                _session.WrongKind(reference, linked, "DTC-DOP");
            }
            else if (visited.Contains(linked))
            {
                _session.Problems.Recoverable(reference, $"DTC-DOP {linked.ShortName} is linked with itself.", LossReason.Cycle);
            }
            else
            {
                foreach (var dtc in Elements(linked, visited))
                {
                    if (!withheld.Contains(dtc.ShortName) && names.Add(dtc.ShortName))
                    {
                        yield return dtc;
                    }
                }
            }
        }
    }

    private IEnumerable<OdxElement> Own(OdxElement dop)
    {
        foreach (var child in dop.Find("DTCS")?.Children ?? default)
        {
            if (child.Name == "DTC")
            {
                child.Parent!.Mark();
                yield return child;
            }
            else if (_session.References.Resolve(child) is { } dtc)
            {
                child.Mark();
                child.Parent!.Mark();
                if (dtc.Name == "DTC")
                {
                    yield return dtc;
                }
                else
                {
                    _session.WrongKind(child, dtc, "DTC");
                }
            }
        }
    }

    private DtcDefinition Dtc(OdxElement element) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        TroubleCode = _session.Values.UInt(element, "TROUBLE-CODE"),
        DisplayTroubleCode = element.TakeText("DISPLAY-TROUBLE-CODE"),
        Text = SpecialDataMapper.Text(element, "TEXT"),
        Level = _session.Values.OptionalUInt(element, "LEVEL"),
        Sdgs = _session.SpecialData.Groups(element),
        IsTemporary = _session.Values.Flag(element, "IS-TEMPORARY", false),
    };
}
