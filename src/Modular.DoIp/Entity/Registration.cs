namespace Modular.DoIp.Entity;

/// <summary>A tester that is active on a connection.</summary>
/// <param name="Entity">The entity that activated it.</param>
/// <param name="Tester">Logical address of the tester.</param>
internal sealed record Registration(DoIpEntity Entity, ushort Tester);
