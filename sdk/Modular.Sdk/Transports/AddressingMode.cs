namespace Modular.Sdk.Transports;

/// <summary>How many ECUs a request is meant for.</summary>
public enum AddressingMode
{
    /// <summary>One ECU.</summary>
    Physical,

    /// <summary>All ECUs that listen to a functional address.</summary>
    Functional,
}
