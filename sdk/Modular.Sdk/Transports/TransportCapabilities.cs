namespace Modular.Sdk.Transports;

/// <summary>What a medium declares to be able to do; never guessed by its users.</summary>
[Flags]
public enum TransportCapabilities
{
    /// <summary>Nothing but physical request and response.</summary>
    None = 0,

    /// <summary>One send may reach many ECUs.</summary>
    FunctionalAddressing = 1,

    /// <summary>Several ECUs share one connection.</summary>
    SharedConnection = 2,

    /// <summary>Nodes can be found without being configured.</summary>
    Discovery = 4,

    /// <summary>Messages longer than 4 095 bytes.</summary>
    LongMessages = 8,

    /// <summary>Receives only.</summary>
    ReceiveOnly = 16,
}
