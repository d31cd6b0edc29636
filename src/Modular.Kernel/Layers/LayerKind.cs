namespace Modular.Kernel.Layers;

/// <summary>Kinds of diagnostic layers, in falling priority of inheritance.</summary>
public enum LayerKind
{
    /// <summary>One variant of an ECU.</summary>
    EcuVariant,

    /// <summary>What all variants of an ECU have in common.</summary>
    BaseVariant,

    /// <summary>What a group of ECUs understands when addressed together.</summary>
    FunctionalGroup,

    /// <summary>A diagnostic protocol.</summary>
    Protocol,

    /// <summary>A library of descriptions shared between layers.</summary>
    EcuSharedData,
}
