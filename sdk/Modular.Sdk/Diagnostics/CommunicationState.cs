namespace Modular.Sdk.Diagnostics;

/// <summary>Where the communication with the vehicle stands.</summary>
public enum CommunicationState
{
    /// <summary>Nothing was sent; somebody has to start it.</summary>
    Deferred,

    /// <summary>It is being started.</summary>
    Starting,

    /// <summary>ECUs can be asked.</summary>
    Started,

    /// <summary>The last start failed; it may be tried again.</summary>
    Failed,
}
