namespace Modular.Uds.Tester;

/// <summary>Arithmetic on timestamps of a <see cref="TimeProvider"/>.</summary>
internal static class TimestampExtensions
{
    public static long AddTo(this TimeProvider time, long timestamp, TimeSpan span)
    {
        var units = (Int128)span.Ticks * time.TimestampFrequency / TimeSpan.TicksPerSecond;
        return (long)Int128.Min((Int128)timestamp + units, long.MaxValue);
    }

    public static TimeSpan Until(this TimeProvider time, long timestamp) =>
        timestamp == long.MaxValue ? TimeSpan.MaxValue : time.GetElapsedTime(time.GetTimestamp(), timestamp);
}
