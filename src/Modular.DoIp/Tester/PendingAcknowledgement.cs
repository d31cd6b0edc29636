using Modular.DoIp.Transport;

namespace Modular.DoIp.Tester;

/// <summary>A diagnostic message that was sent and is not acknowledged yet.</summary>
internal sealed class PendingAcknowledgement(PendingAcknowledgements owner, ushort source, DiagnosticSend send) : IWriteTurn
{
    private readonly TaskCompletionSource<DiagnosticAcknowledgement> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ushort Source => source;

    public ushort Target => send.Target;

    public bool IsFunctional => send.IsFunctional;

    public Task<DiagnosticAcknowledgement> Outcome => _outcome.Task;

    /// <summary>When an entry that nobody waits for any more stops absorbing its acknowledgement.</summary>
    public long? AbsorbsUntil { get; set; }

    /// <summary>Enters the queue in the order of the wire.</summary>
    public void OnTurn() => owner.Add(this);

    public bool Echoes(ReadOnlySpan<byte> previousMessage) =>
        previousMessage.IsEmpty || AbsorbsUntil is not null || send.UserData.Span.StartsWith(previousMessage);

    public void Complete(DiagnosticAcknowledgement outcome) => _outcome.TrySetResult(outcome);

    public void Fail(DoIpException exception) => _outcome.TrySetException(exception);
}
