namespace Modular.Sdk.Locks;

/// <summary>What a lock covers.</summary>
public enum LockScope
{
    /// <summary>One ECU.</summary>
    Ecu,

    /// <summary>The ECUs of a functional group.</summary>
    FunctionalGroup,

    /// <summary>The whole vehicle.</summary>
    Vehicle,
}
