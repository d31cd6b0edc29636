namespace Modular.Uds;

/// <summary>Event ids of this assembly: 7000 to 7099. Next free: 7006.</summary>
internal static class EventIds
{
    public const int RepeatAfterSilence = 7000;
    public const int RepeatAfterFailure = 7001;
    public const int TransientFailure = 7002;
    public const int Pending = 7003;
    public const int Busy = 7004;
    public const int Discarded = 7005;
}
