using Modular.DoIp.Messages;

namespace Modular.DoIp.Tester;

/// <summary>Something on a connection that belongs to no request.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">The message; null for a skipped one.</param>
/// <param name="Code">What an entity would answer to a skipped message; null otherwise.</param>
public sealed record DoIpConnectionEvent(
    DoIpConnectionEventKind Kind,
    IDoIpMessage? Message,
    GenericNegativeAcknowledgementCode? Code = null);
