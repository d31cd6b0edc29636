using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Layers;

/// <summary>A layer of the database of any kind, with the layers it inherits from.</summary>
internal readonly record struct LayerSource(LayerKind Kind, DiagLayer Layer, FlatVector<ParentRef> Parents)
{
    public static LayerSource? From(Variant variant) => variant.DiagLayer is { } layer
        ? new(variant.IsBaseVariant ? LayerKind.BaseVariant : LayerKind.EcuVariant, layer, variant.ParentRefs)
        : null;

    public static LayerSource? From(FunctionalGroup group) =>
        group.DiagLayer is { } layer ? new(LayerKind.FunctionalGroup, layer, group.ParentRefs) : null;

    public static LayerSource? From(Protocol protocol) =>
        protocol.DiagLayer is { } layer ? new(LayerKind.Protocol, layer, protocol.ParentRefs) : null;

    /// <summary>The layer a reference points at, or null where it points at none.</summary>
    public static LayerSource? From(ParentRef reference) => reference.Kind switch
    {
        ParentRefKind.Variant => reference.AsVariant is { } variant ? From(variant) : null,
        ParentRefKind.FunctionalGroup => reference.AsFunctionalGroup is { } group ? From(group) : null,
        ParentRefKind.Protocol => reference.AsProtocol is { } protocol ? From(protocol) : null,
        ParentRefKind.EcuSharedData => reference.AsEcuSharedData?.DiagLayer is { } layer
            ? new LayerSource(LayerKind.EcuSharedData, layer, default)
            : null,
        _ => null,
    };
}
