namespace Modular.Sdk.Transports;

/// <summary>
/// Capability: sees every frame of the transports that offer it, and may drop or change it on a test rig. Safe for
/// concurrent use.
/// </summary>
/// <remarks>
/// Called on the connection's own path, so it returns at once: copy what is needed and leave. An exception counts as
/// <see cref="FrameVerdict.Pass"/>. Several are called in the order of their publication.
/// </remarks>
public interface IFrameInterceptor
{
    /// <summary>A frame is about to be written, or was read.</summary>
    /// <param name="frame">The frame. Its bytes are valid during the call only.</param>
    /// <returns>What becomes of it.</returns>
    FrameVerdict OnFrame(in TransportFrame frame);
}
