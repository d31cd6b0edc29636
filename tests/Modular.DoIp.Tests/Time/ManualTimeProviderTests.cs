using Modular.DoIp.Tests.Support;
using Modular.Sdk.Testing.Time;

namespace Modular.DoIp.Tests.Time;

/// <summary>The clock that every test with timers in this assembly relies on.</summary>
public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Advance_SeveralTimers_FireInOrderOfDueTimeAtTheirMoment()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", 3);
        using var early = Timer("early", 1);
        using var never = Timer("never", 9);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([("early", TimeSpan.FromSeconds(1)), ("late", TimeSpan.FromSeconds(3))], fired);
        Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
        Assert.Equal(TimeSpan.FromSeconds(4), _time.UntilNextTimer);

        ITimer Timer(string name, int seconds) =>
            _time.CreateTimer(_ => fired.Add((name, _time.Elapsed)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Advance_PeriodicTimer_FiresOncePerPeriod()
    {
        var count = 0;
        using var timer = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(3, count);
    }

    [Fact]
    public void Change_InfiniteOrDisposed_DoesNotFire()
    {
        var count = 0;
        using var stopped = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        Assert.True(stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        var disposed = _time.CreateTimer(_ => count++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        Assert.False(disposed.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, count);
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public void Clocks_AfterAdvance_Agree()
    {
        var start = _time.GetUtcNow();
        var timestamp = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(start.AddHours(2), _time.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(2), _time.GetElapsedTime(timestamp));
    }

    [Fact]
    public async Task WaitForTimerAsync_ArmedLaterByOtherCode_Completes()
    {
        var waiting = _time.WaitForTimerAsync(TimeSpan.FromSeconds(7), Guard.Token());
        var other = Task.Delay(TimeSpan.FromSeconds(3), _time);
        Assert.False(waiting.IsCompleted);
        var delay = Task.Delay(TimeSpan.FromSeconds(7), _time);
        await Guard.Within(waiting);
        _time.Advance(TimeSpan.FromSeconds(7));
        await Guard.Within(Task.WhenAll(delay, other));
    }

    [Fact]
    public async Task RunUntilAsync_DelaysInARow_MovesToTheLast()
    {
        await _time.RunUntilAsync(
            Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromMinutes(1), _time);
                await Task.Delay(TimeSpan.FromMinutes(2), _time);
            }),
            Guard.Token());
        Assert.Equal(TimeSpan.FromMinutes(3), _time.Elapsed);
    }
}
