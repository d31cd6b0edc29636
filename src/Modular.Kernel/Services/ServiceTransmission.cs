namespace Modular.Kernel.Services;

/// <summary>Which messages a service consists of, seen from the tester.</summary>
public enum ServiceTransmission
{
    /// <summary>A request without a response.</summary>
    SendOnly,

    /// <summary>A response without a request.</summary>
    ReceiveOnly,

    /// <summary>A request and its response.</summary>
    SendAndReceive,

    /// <summary>Either a request or a response.</summary>
    SendOrReceive,
}
