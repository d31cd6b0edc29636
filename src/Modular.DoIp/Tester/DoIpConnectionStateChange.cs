namespace Modular.DoIp.Tester;

/// <summary>A change of the state of a connection that recovers.</summary>
/// <param name="Previous">State before.</param>
/// <param name="Current">State now.</param>
/// <param name="Reason">What caused it; null for changes to the better.</param>
public sealed record DoIpConnectionStateChange(DoIpConnectionState Previous, DoIpConnectionState Current, DoIpException? Reason);
