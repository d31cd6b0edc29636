using System.Buffers;

namespace Modular.DoIp.Messages;

/// <summary>A kind of DoIP message that can be read from its payload.</summary>
/// <typeparam name="TSelf">The message itself.</typeparam>
public interface IDoIpMessage<TSelf> : IDoIpMessage
    where TSelf : struct, IDoIpMessage<TSelf>
{
    /// <summary>Reads the message from its payload. Bytes that outlive the call are copied.</summary>
    /// <param name="payload">The payload, whole and without header.</param>
    /// <param name="message">The message, when the length fits.</param>
    /// <returns>False when the length does not fit this kind of message.</returns>
    static abstract bool TryParse(in ReadOnlySequence<byte> payload, out TSelf message);
}
