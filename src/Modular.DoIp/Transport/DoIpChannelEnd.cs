namespace Modular.DoIp.Transport;

/// <summary>Why a channel stopped reading.</summary>
internal enum DoIpChannelEnd
{
    /// <summary>The handler, or a rejected header, ended it.</summary>
    ByHandler,

    /// <summary>The peer closed between two messages.</summary>
    ClosedByPeer,

    /// <summary>The peer closed inside a message.</summary>
    ClosedInsideMessage,
}
