using System.ComponentModel.DataAnnotations;
using Modular.Uds.Tester;

namespace Modular.Plugins.Protocol.Uds;

/// <summary>
/// Section <c>Uds</c>: timing and repeats where neither the database nor the configuration of an ECU has the communication
/// parameter that is named with each value.
/// </summary>
public sealed class UdsOptions
{
    public const string Section = "Uds";

    /// <summary>Longest wait in milliseconds for the first sign of an answer (CP_P6Max).</summary>
    [Range(1, 600_000)]
    public int P6MaxMilliseconds { get; set; } = (int)UdsTiming.Default.P6Max.TotalMilliseconds;

    /// <summary>Longest wait in milliseconds after each "response pending" (CP_P6Star).</summary>
    [Range(1, 600_000)]
    public int P6StarMilliseconds { get; set; } = (int)UdsTiming.Default.P6Star.TotalMilliseconds;

    /// <summary>Longest wait in milliseconds for the rest of an answer that has begun to arrive.</summary>
    [Range(1, 600_000)]
    public int ReceptionMaxMilliseconds { get; set; } = (int)UdsTiming.Default.ReceptionMax.TotalMilliseconds;

    /// <summary>How long in milliseconds a functional request with the suppress bit collects refusals.</summary>
    [Range(0, 60_000)]
    public int SuppressedFunctionalWindowMilliseconds { get; set; } =
        (int)UdsTiming.Default.SuppressedFunctionalWindow.TotalMilliseconds;

    /// <summary>What to do on "response pending" (CP_RC78Handling).</summary>
    [EnumDataType(typeof(ResponseHandling))]
    public ResponseHandling PendingHandling { get; set; } = UdsTiming.Default.Pending.Handling;

    /// <summary>Longest wait in milliseconds from the first "response pending" (CP_RC78CompletionTimeout).</summary>
    [Range(1, 86_400_000)]
    public int PendingCompletionTimeoutMilliseconds { get; set; } = (int)UdsTiming.Default.Pending.CompletionTimeout.TotalMilliseconds;

    /// <summary>What to do on "busy" and "resource not available" (CP_RC21Handling, CP_RC94Handling).</summary>
    [EnumDataType(typeof(ResponseHandling))]
    public ResponseHandling BusyHandling { get; set; } = UdsTiming.Default.Busy.Handling;

    /// <summary>How long in milliseconds a busy ECU is asked again (CP_RC21CompletionTimeout, CP_RC94CompletionTimeout).</summary>
    [Range(1, 86_400_000)]
    public int BusyCompletionTimeoutMilliseconds { get; set; } = (int)UdsTiming.Default.Busy.CompletionTimeout.TotalMilliseconds;

    /// <summary>Pause in milliseconds before a busy ECU is asked again (CP_RC21RequestTime, CP_RC94RequestTime).</summary>
    [Range(1, 600_000)]
    public int BusyRequestTimeMilliseconds { get; set; } = (int)UdsTiming.Default.Busy.RequestTime.TotalMilliseconds;

    /// <summary>Repeats after silence or a transient failure of the link (CP_RepeatReqCountApp).</summary>
    [Range(0, 255)]
    public int Repeats { get; set; } = UdsTiming.Default.Repeats;

    internal UdsTiming ToTiming()
    {
        var busy = new BusyHandling(
            BusyHandling,
            TimeSpan.FromMilliseconds(BusyCompletionTimeoutMilliseconds),
            TimeSpan.FromMilliseconds(BusyRequestTimeMilliseconds));
        return new UdsTiming
        {
            P6Max = TimeSpan.FromMilliseconds(P6MaxMilliseconds),
            P6Star = TimeSpan.FromMilliseconds(P6StarMilliseconds),
            ReceptionMax = TimeSpan.FromMilliseconds(ReceptionMaxMilliseconds),
            SuppressedFunctionalWindow = TimeSpan.FromMilliseconds(SuppressedFunctionalWindowMilliseconds),
            Pending = new PendingHandling(PendingHandling, TimeSpan.FromMilliseconds(PendingCompletionTimeoutMilliseconds)),
            Busy = busy,
            ResourceUnavailable = busy,
            Repeats = Repeats,
        };
    }
}
