using Modular.DoIp.Codec;

namespace Modular.DoIp.Transport;

/// <summary>Receives what a <see cref="DoIpChannel"/> reads, one message after the other.</summary>
internal interface IDoIpChannelHandler
{
    /// <summary>Handles a message; it is valid until the returned task completes.</summary>
    /// <returns>False to end the channel.</returns>
    ValueTask<bool> OnFrameAsync(DoIpFrame frame, long firstSeen, long completed);

    /// <summary>Handles a header that is not accepted.</summary>
    /// <returns>False to end the channel; an out-of-step channel ends in any case.</returns>
    ValueTask<bool> OnRejectedAsync(DoIpReadResult rejected);
}
