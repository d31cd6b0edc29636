namespace Modular.Odx.References;

/// <summary>Kinds of layer, the lowest first: where two parents offer one name, the higher kind wins.</summary>
public enum LayerKind
{
    /// <summary>ECU-SHARED-DATA.</summary>
    EcuSharedData,

    /// <summary>PROTOCOL.</summary>
    Protocol,

    /// <summary>FUNCTIONAL-GROUP.</summary>
    FunctionalGroup,

    /// <summary>BASE-VARIANT.</summary>
    BaseVariant,

    /// <summary>ECU-VARIANT.</summary>
    EcuVariant,
}
