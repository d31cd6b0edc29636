namespace Modular.Plugins.Sovd.Locks;

/// <summary>A held lock as seen at one moment.</summary>
/// <param name="Id">Identifier, a lower-case UUID.</param>
/// <param name="Owner">Subject of the caller that holds it.</param>
/// <param name="Epoch">Number that only grows; state-changing exchanges name it.</param>
/// <param name="HeldSince">When it was taken, on the wall clock.</param>
/// <param name="ExpiresAt">When it ends, on the wall clock, for display only.</param>
internal sealed record EcuLock(string Id, string Owner, long Epoch, DateTimeOffset HeldSince, DateTimeOffset ExpiresAt);
