namespace Modular.Plugins.Transport.DoIp.Links;

/// <summary>What links must have in common to share a connection.</summary>
/// <param name="Gateway">Logical address of the entity.</param>
/// <param name="Tester">Logical address of the tester, for which routing is activated.</param>
internal readonly record struct GatewayKey(ushort Gateway, ushort Tester);
