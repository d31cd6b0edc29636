using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Com-params, their values, and the stacks and subsets that define them.</summary>
internal sealed class ComParamMapper
{
    private static readonly (string, ComParamStandardisationLevel)[] Levels =
    [
        ("STANDARD", ComParamStandardisationLevel.Standard), ("OEM-SPECIFIC", ComParamStandardisationLevel.OemSpecific),
        ("OPTIONAL", ComParamStandardisationLevel.Optional), ("OEM-OPTIONAL", ComParamStandardisationLevel.OemOptional),
    ];

    private static readonly (string, ComParamUsage)[] Usages =
    [
        ("ECU-SOFTWARE", ComParamUsage.EcuSoftware), ("ECU-COMM", ComParamUsage.EcuComm),
        ("APPLICATION", ComParamUsage.Application), ("TESTER", ComParamUsage.Tester),
    ];

    private readonly MappingSession _session;
    private readonly DefinitionMemo<ComParamDefinition> _params;
    private readonly DefinitionMemo<ProtStackDefinition> _stacks;
    private readonly DefinitionMemo<ComParamSubSetDefinition> _subsets;
    private readonly DefinitionMemo<ComParamSpecDefinition> _specs;

    public ComParamMapper(MappingSession session)
    {
        _session = session;
        _params = new(session, (element, _) => Param(element));
        _stacks = new(session, (element, _) => Stack(element));
        _subsets = new(session, (element, _) => SubSet(element));
        _specs = new(session, (element, _) => new()
        {
            ShortName = SpecialDataMapper.Name(element),
            ProtStacks = [.. element.TakeList("PROT-STACKS", "PROT-STACK").Select(one => _stacks.Get(one, null)!)],
        });
    }

    /// <summary>The com-params set by a layer or a service.</summary>
    public List<ComParamRefDefinition> Referred(OdxElement owner, OdxLayer? layer) =>
        [.. owner.TakeList("COMPARAM-REFS", "COMPARAM-REF").Select(reference => Referred(reference, owner, layer)).OfType<ComParamRefDefinition>()];

    /// <summary>The COMPARAM-SPEC of a protocol.</summary>
    public ComParamSpecDefinition? Specification(OdxElement protocol) =>
        SpecificationElement(protocol) is { } found ? _specs.Get(found, null) : null;

    /// <summary>The stack that an element names, among those of a protocol or, where none is given, of the archive.</summary>
    public ProtStackDefinition? NamedStack(OdxElement owner, OdxElement? protocol)
    {
        if (owner.Take("PROT-STACK-SNREF") is not { } reference)
        {
            return null;
        }

        var name = reference.Attribute("SHORT-NAME");
        var own = protocol is null ? null : SpecificationElement(protocol);
        var specifications = own is not null ? [own] : _session.Set.Containers.Select(static one => one.Element).Where(static one => one.Name == "COMPARAM-SPEC");
        foreach (var specification in specifications)
        {
            foreach (var stack in specification.Find("PROT-STACKS")?.Children ?? default)
            {
                if (stack.ShortName == name)
                {
                    return _stacks.Get(stack, null);
                }
            }
        }

        _session.Problems.Unresolved(reference, $"PROT-STACK-SNREF names {name}, which {own?.ShortName ?? "no COMPARAM-SPEC of the archive"} does not have.");
        return null;
    }

    private OdxElement? SpecificationElement(OdxElement protocol)
    {
        if (protocol.Take("COMPARAM-SPEC-REF") is not { } reference || _session.References.Resolve(reference) is not { } found)
        {
            return null;
        }

        if (found.Name == "COMPARAM-SPEC")
        {
            return found;
        }

        _session.WrongKind(reference, found, "COMPARAM-SPEC");
        return null;
    }

    private ComParamRefDefinition? Referred(OdxElement reference, OdxElement owner, OdxLayer? layer)
    {
        if (_session.References.Resolve(reference) is not { } found)
        {
            return null;
        }

        if (found.Name is not ("COMPARAM" or "COMPLEX-COMPARAM"))
        {
            _session.WrongKind(reference, found, "COMPARAM");
            return null;
        }

        var protocol = reference.Take("PROTOCOL-SNREF") is { } name ? _session.Layers.FindProtocol(name, layer) : null;
        return new ComParamRefDefinition
        {
            ComParam = _params.Get(found, null),
            SimpleValue = reference.TakeAny("SIMPLE-VALUE", "VALUE") is { } simple ? new SimpleValueDefinition { Value = simple.Text } : null,
            ComplexValue = reference.Take("COMPLEX-VALUE") is { } complex ? Complex(complex) : null,
            Protocol = protocol is null ? null : _session.Layers.ReferredProtocol(protocol, reference, owner),
            ProtStack = NamedStack(reference, protocol?.Element),
        };
    }

    private static ComplexValueDefinition Complex(OdxElement element)
    {
        var value = new ComplexValueDefinition();
        foreach (var child in element.Children)
        {
            child.Mark();
            value.Entries.Add(child.Name == "COMPLEX-VALUE" ? Complex(child) : new SimpleValueDefinition { Value = child.Text });
        }

        return value;
    }

    private ComParamDefinition Param(OdxElement element)
    {
        var level = element.Attribute("DISPLAY-LEVEL");
        return new ComParamDefinition
        {
            ShortName = SpecialDataMapper.Name(element),
            LongName = SpecialDataMapper.LongName(element),
            ParamClass = element.Attribute("PARAM-CLASS"),
            StandardisationLevel = _session.Values.Keyword(element, element.Attribute("CPTYPE"), ComParamStandardisationLevel.Standard, Levels),
            DisplayLevel = level is null ? null : uint.TryParse(level, out var number) ? number : BadLevel(element, level),
            Usage = _session.Values.Keyword(element, element.Attribute("CPUSAGE"), ComParamUsage.EcuSoftware, Usages),
            SpecificData = element.Name == "COMPARAM" ? Regular(element) : Complex(element, _session.Values.Flag(element, "ALLOW-MULTIPLE-VALUES", false)),
        };
    }

    private uint? BadLevel(OdxElement element, string level)
    {
        _session.Problems.Recoverable(element, $"DISPLAY-LEVEL '{level}' is no whole number.", LossReason.BadValue);
        return null;
    }

    private RegularComParamDefinition Regular(OdxElement element) => new()
    {
        PhysicalDefaultValue = element.TakeText("PHYSICAL-DEFAULT-VALUE"),
        Dop = _session.Dops.Referred(element, "DATA-OBJECT-PROP", null),
    };

    private ComplexComParamDefinition Complex(OdxElement element, bool isRepeatable)
    {
        var complex = new ComplexComParamDefinition { AllowMultipleValues = isRepeatable };
        foreach (var child in element.Children)
        {
            if (child.Name is "COMPARAM" or "COMPLEX-COMPARAM")
            {
                complex.ComParams.Add(_params.Get(child, null)!);
            }
        }

        if (element.Take("COMPLEX-PHYSICAL-DEFAULT-VALUE") is { } defaults)
        {
            complex.ComplexPhysicalDefaultValues.AddRange(defaults.TakeList("COMPLEX-VALUES", "COMPLEX-VALUE").Concat(defaults.TakeAll("COMPLEX-VALUE")).Select(Complex));
        }

        return complex;
    }

    private ProtStackDefinition Stack(OdxElement element)
    {
        var stack = new ProtStackDefinition
        {
            ShortName = SpecialDataMapper.Name(element),
            LongName = SpecialDataMapper.LongName(element),
            PduProtocolType = element.TakeText("PDU-PROTOCOL-TYPE"),
            PhysicalLinkType = element.TakeText("PHYSICAL-LINK-TYPE"),
        };
        foreach (var reference in element.TakeList("COMPARAM-SUBSET-REFS", "COMPARAM-SUBSET-REF"))
        {
            if (_session.References.Resolve(reference) is not { } found)
            {
                continue;
            }

            if (found.Name == "COMPARAM-SUBSET")
            {
                stack.ComParamSubSets.Add(_subsets.Get(found, null)!);
            }
            else
            {
                _session.WrongKind(reference, found, "COMPARAM-SUBSET");
            }
        }

        return stack;
    }

    private ComParamSubSetDefinition SubSet(OdxElement element) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        Category = element.Attribute("CATEGORY"),
        ComParams = [.. element.TakeList("COMPARAMS", "COMPARAM").Select(one => _params.Get(one, null)!)],
        ComplexComParams = [.. element.TakeList("COMPLEX-COMPARAMS", "COMPLEX-COMPARAM").Select(one => _params.Get(one, null)!)],
        DataObjectProps = [.. element.TakeList("DATA-OBJECT-PROPS", "DATA-OBJECT-PROP").Select(one => _session.Dops.Get(one, null)!)],
        UnitSpec = _session.Units.Specification(element),
    };
}
