using System.Net;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Transport;

/// <summary>Looks at the DoIP messages of TCP connections on their way, and may drop or change them on a test rig.</summary>
/// <remarks>
/// Called on the connection's own path, by several connections at a time, so it returns at once and lets nothing escape.
/// Messages whose header is not accepted are not shown.
/// </remarks>
public interface IDoIpFrameTap
{
    /// <summary>Whether anybody looks. Messages pass without being copied while it is false.</summary>
    bool IsActive { get; }

    /// <summary>A message is about to be written, or was read.</summary>
    /// <param name="direction">To or from the entity.</param>
    /// <param name="local">The tester's end; null where the connection does not know it.</param>
    /// <param name="remote">The entity's end.</param>
    /// <param name="timestamp">When, on the connection's clock.</param>
    /// <param name="frame">The whole message, header included.</param>
    /// <returns>What becomes of it.</returns>
    FrameVerdict OnFrame(FrameDirection direction, EndPoint? local, EndPoint remote, long timestamp, ReadOnlyMemory<byte> frame);
}
