namespace Modular.DoIp.Tester;

/// <summary>Matches acknowledgements with the messages they belong to.</summary>
/// <remarks>
/// Per ECU, acknowledgements come in the order of the messages. An entry whose caller is gone - the answer came first, or the
/// caller gave up - stays for a while to absorb its own acknowledgement, which would otherwise be taken for the next message's.
/// An entry that timed out does not stay: entities that forget an acknowledgement would make every following message fail as well.
/// </remarks>
internal sealed class PendingAcknowledgements(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<PendingAcknowledgement> _entries = [];
    private DoIpException? _failure;

    public void Add(PendingAcknowledgement entry)
    {
        lock (_gate)
        {
            if (_failure is null)
            {
                _entries.Add(entry);
                return;
            }
        }

        entry.Fail(_failure);
    }

    /// <summary>Completes the message that an acknowledgement belongs to.</summary>
    /// <param name="ecu">Source of the acknowledgement.</param>
    /// <param name="tester">Target of the acknowledgement.</param>
    /// <param name="entity">Address of the entity itself: some acknowledge for their ECUs with it.</param>
    /// <param name="previousMessage">Echo of the message, or empty.</param>
    /// <param name="outcome">What to complete it with.</param>
    /// <returns>False when no message waits for it.</returns>
    public bool Acknowledge(ushort ecu, ushort tester, ushort? entity, ReadOnlySpan<byte> previousMessage, DiagnosticAcknowledgement outcome)
    {
        PendingAcknowledgement? entry;
        lock (_gate)
        {
            RemoveExpired();
            entry = Take(ecu, tester, entity, previousMessage);
            if (entry is null)
            {
                return false;
            }

            _entries.Remove(entry);
        }

        entry.Complete(outcome);
        return true;
    }

    /// <summary>Completes the oldest message that waits, whatever its target.</summary>
    public bool AcknowledgeOldest(DiagnosticAcknowledgement outcome)
    {
        PendingAcknowledgement? entry;
        lock (_gate)
        {
            entry = _entries.Find(candidate => candidate.AbsorbsUntil is null);
            if (entry is null)
            {
                return false;
            }

            _entries.Remove(entry);
        }

        entry.Complete(outcome);
        return true;
    }

    /// <summary>Takes an answer for the acknowledgement that it overtook.</summary>
    public void ImplyByResponse(ushort ecu, ushort tester, DiagnosticAcknowledgement outcome, TimeSpan absorb)
    {
        PendingAcknowledgement? entry = null;
        lock (_gate)
        {
            foreach (var candidate in _entries)
            {
                if (candidate.AbsorbsUntil is not null || candidate.Source != tester)
                {
                    continue;
                }

                if (candidate.Target == ecu)
                {
                    entry = candidate;
                    break;
                }

                entry ??= candidate.IsFunctional ? candidate : null;
            }

            if (entry is null)
            {
                return;
            }

            entry.AbsorbsUntil = After(absorb);
        }

        entry.Complete(outcome);
    }

    /// <summary>Lets an entry absorb its acknowledgement after its caller gave up.</summary>
    public void Abandon(PendingAcknowledgement entry, TimeSpan absorb)
    {
        lock (_gate)
        {
            entry.AbsorbsUntil ??= After(absorb);
        }
    }

    /// <summary>Takes an entry out because its time is over.</summary>
    /// <returns>False when an acknowledgement was faster.</returns>
    public bool TimeOut(PendingAcknowledgement entry)
    {
        lock (_gate)
        {
            return entry.AbsorbsUntil is null && _entries.Remove(entry);
        }
    }

    /// <summary>Fails everything that waits, and everything that comes.</summary>
    public void FailAll(DoIpException failure)
    {
        PendingAcknowledgement[] entries;
        lock (_gate)
        {
            _failure = failure;
            entries = [.. _entries.Where(entry => entry.AbsorbsUntil is null)];
            _entries.Clear();
        }

        foreach (var entry in entries)
        {
            entry.Fail(failure);
        }
    }

    private PendingAcknowledgement? Take(ushort ecu, ushort tester, ushort? entity, ReadOnlySpan<byte> previousMessage)
    {
        PendingAcknowledgement? byEntity = null;
        foreach (var entry in _entries)
        {
            if (entry.Source != tester || !entry.Echoes(previousMessage))
            {
                continue;
            }

            if (entry.Target == ecu)
            {
                return entry;
            }

            byEntity ??= ecu == entity ? entry : null;
        }

        return byEntity;
    }

    private void RemoveExpired()
    {
        var now = time.GetTimestamp();
        _entries.RemoveAll(entry => entry.AbsorbsUntil <= now);
    }

    private long After(TimeSpan delay) => time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency);
}
