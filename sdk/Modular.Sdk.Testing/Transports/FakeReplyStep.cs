namespace Modular.Sdk.Testing.Transports;

/// <summary>One step of a <see cref="FakeReply"/>.</summary>
internal sealed record FakeReplyStep(TimeSpan At, Action<FakeLink> Action);
