using Modular.Sdk.Protocols;

namespace Modular.Uds.Tester;

/// <summary>What has happened in the running exchange. One object per channel, reset for each exchange.</summary>
internal sealed class ExchangeProgress
{
    public long Started { get; private set; }

    public long Confirmed { get; set; }

    public int PendingResponses { get; set; }

    public int BusyRepeats { get; set; }

    public int Repeats { get; set; }

    /// <summary>Until when the answer to the last send may come.</summary>
    public long Deadline { get; set; }

    /// <summary>Until when pending answers are accepted; null before the first one to the last send.</summary>
    public long? PendingLimit { get; set; }

    /// <summary>Until when the request is repeated for a busy ECU; null before its first such answer.</summary>
    public long? BusyLimit { get; set; }

    public void Reset(long now)
    {
        Started = now;
        Confirmed = 0;
        Deadline = 0;
        PendingResponses = BusyRepeats = Repeats = 0;
        PendingLimit = BusyLimit = null;
    }

    public ExchangeTimeline ToTimeline(long completed) =>
        new(Started, Confirmed, completed, PendingResponses, BusyRepeats, Repeats);
}
