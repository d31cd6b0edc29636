namespace Modular.Sdk.Security;

/// <summary>What kind of entity a resource belongs to.</summary>
public enum EntityKind
{
    /// <summary>The server itself, or the vehicle as a whole.</summary>
    Server,

    /// <summary>A component: one ECU.</summary>
    Component,

    /// <summary>A functional group.</summary>
    FunctionalGroup,

    /// <summary>An app of the server.</summary>
    App,
}
