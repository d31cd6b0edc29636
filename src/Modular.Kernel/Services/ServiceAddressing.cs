namespace Modular.Kernel.Services;

/// <summary>Whom a service may be addressed to.</summary>
public enum ServiceAddressing
{
    /// <summary>All ECUs of a functional address.</summary>
    Functional,

    /// <summary>One ECU.</summary>
    Physical,

    /// <summary>Either.</summary>
    FunctionalOrPhysical,
}
