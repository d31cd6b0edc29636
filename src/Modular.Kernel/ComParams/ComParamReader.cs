using System.Collections.Frozen;
using Modular.Kernel.Layers;
using Modular.Kernel.Plans;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;
using Modular.Sdk.Transports;

namespace Modular.Kernel.ComParams;

/// <summary>
/// Resolves communication parameters: what the base variant sets for the protocol or for all protocols, what its
/// protocol layer sets, and the defaults of the protocol's stack, in this order.
/// </summary>
internal sealed class ComParamReader
{
    private const string ResponseTable = "CP_UniqueRespIdTable";

    // The standard's own subset (ISO_14229_5) gives these the default "Disabled", which says that nobody decided. Taken
    // at its word, every pending or busy answer would reach the caller as a refusal; so only a value that a layer sets counts.
    private static readonly FrozenSet<string> Undecided =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "CP_RC21Handling", "CP_RC78Handling", "CP_RC94Handling");

    private const int MaxDepth = 8;
    private const int MaxValues = 65_536;

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _protocol;
    private int _left = MaxValues;

    private ComParamReader(string? protocol)
    {
        _protocol = protocol;
    }

    /// <summary>Short names of all protocols which a database mentions, in the order met.</summary>
    public static IReadOnlyList<string> ReadProtocols(EcuData root) => [.. FindProtocols(root)
        .Select(protocol => protocol.DiagLayer?.ShortName)
        .OfType<string>()
        .Distinct(StringComparer.OrdinalIgnoreCase)];

    public static ComParamSet Resolve(EcuData root, string? protocol)
    {
        var reader = new ComParamReader(protocol);
        foreach (var layer in FindLayers(root))
        {
            reader.Add(layer.Layer.ComParamRefs, isExact: true);
            reader.Add(layer.Layer.ComParamRefs, isExact: false);
        }

        foreach (var found in FindProtocols(root).Where(reader.IsWanted))
        {
            if (found.DiagLayer is { } layer)
            {
                reader.Add(layer.ComParamRefs, isExact: false);
            }

            reader.AddDefaults(found);
        }

        return new ComParamSet(reader._values);
    }

    // The base variant holds for all variants of the ECU; a description of groups has none.
    private static IEnumerable<LayerSource> FindLayers(EcuData root)
    {
        foreach (var variant in root.Variants)
        {
            if (variant.IsBaseVariant && LayerSource.From(variant) is { } source)
            {
                yield return source;
                yield break;
            }
        }

        foreach (var group in root.FunctionalGroups)
        {
            if (LayerSource.From(group) is { } source)
            {
                yield return source;
            }
        }
    }

    private static IEnumerable<Protocol> FindProtocols(EcuData root)
    {
        var sources = new List<LayerSource>();
        sources.AddRange(root.Variants.Select(LayerSource.From).OfType<LayerSource>());
        sources.AddRange(root.FunctionalGroups.Select(LayerSource.From).OfType<LayerSource>());
        var seen = new HashSet<int>();
        foreach (var source in sources)
        {
            foreach (var parent in source.Parents)
            {
                if (parent.AsProtocol is { } protocol && seen.Add(protocol.Offset))
                {
                    yield return protocol;
                }
            }

            foreach (var reference in source.Layer.ComParamRefs)
            {
                if (reference.Protocol is { } protocol && seen.Add(protocol.Offset))
                {
                    yield return protocol;
                }
            }
        }
    }

    private bool IsWanted(Protocol protocol) =>
        _protocol is null || string.Equals(protocol.DiagLayer?.ShortName, _protocol, StringComparison.OrdinalIgnoreCase);

    private void Add(FlatVector<ComParamRef> references, bool isExact)
    {
        foreach (var reference in references)
        {
            var fits = isExact
                ? _protocol is not null && reference.Protocol is { } exact && IsWanted(exact)
                : reference.Protocol is not { } any || IsWanted(any);
            if (!fits || reference.ComParam is not { ShortName: { } name } param)
            {
                continue;
            }

            if (reference.SimpleValue?.Value is { } simple)
            {
                Set(name, param, simple);
            }
            else if (reference.ComplexValue is { } complex && name == ResponseTable)
            {
                AddMembers(param, complex, 0);
            }
        }
    }

    private void AddDefaults(Protocol protocol)
    {
        if (protocol.ProtStack is { } stack)
        {
            AddDefaults(stack);
        }

        foreach (var other in protocol.ComParamSpec?.ProtStacks ?? default)
        {
            if (protocol.ProtStack is not { } chosen || chosen.ShortName == other.ShortName)
            {
                AddDefaults(other);
            }
        }
    }

    private void AddDefaults(ProtStack stack)
    {
        foreach (var subset in stack.ComParamSubSets)
        {
            foreach (var param in subset.ComParams)
            {
                if (param is { ShortName: { } name, AsRegularComParam.PhysicalDefaultValue: { } value } && !Undecided.Contains(name))
                {
                    Set(name, param, value);
                }
            }

            foreach (var param in subset.ComplexComParams)
            {
                if (param.ShortName == ResponseTable && param.AsComplexComParam is { } complex)
                {
                    AddDefaults(param, complex);
                }
            }
        }
    }

    private void AddDefaults(ComParam param, ComplexComParam complex)
    {
        if (complex.ComplexPhysicalDefaultValues is { Count: > 0 } values)
        {
            AddMembers(param, values[0], 0);
        }

        foreach (var member in complex.ComParams)
        {
            if (member is { ShortName: { } name, AsRegularComParam.PhysicalDefaultValue: { } value })
            {
                Set(name, member, value);
            }
        }
    }

    // Values belong to the members of the complex parameter by position.
    private void AddMembers(ComParam param, ComplexValue value, int depth)
    {
        if (depth > MaxDepth || param.AsComplexComParam is not { } complex)
        {
            return;
        }

        var (members, entries) = (complex.ComParams, value.Entries);
        for (var i = 0; i < members.Count && i < entries.Count; i++)
        {
            if (entries[i].AsSimpleValue?.Value is { } simple && members[i].ShortName is { } name)
            {
                Set(name, members[i], simple);
            }
            else if (entries[i].AsComplexValue is { } inner)
            {
                AddMembers(members[i], inner, depth + 1);
            }
        }
    }

    private void Set(string name, ComParam param, string value)
    {
        if (--_left < 0)
        {
            throw MessageException.Invalid($"More than {MaxValues} communication parameters");
        }

        // Some writers give everything an empty value; that is none.
        if (!string.IsNullOrWhiteSpace(value))
        {
            _values.TryAdd(name, ComParamText.Normalize(value, param.AsRegularComParam?.Dop?.AsNormalDop));
        }
    }
}
