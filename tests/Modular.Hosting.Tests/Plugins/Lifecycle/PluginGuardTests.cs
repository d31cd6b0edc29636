using Modular.Hosting.Plugins.Lifecycle;
using Modular.Sdk.Plugins;
using Modular.Sdk.Testing.Time;

namespace Modular.Hosting.Tests.Plugins.Lifecycle;

public class PluginGuardTests
{
    private static readonly GuardedCall Call = new(new PluginIdentity("test", "1.0.0", 1), "testing", TimeSpan.FromMilliseconds(100), "threw", "late");
    private readonly PluginGuard _guard = new(TimeProvider.System);

    [Fact]
    public async Task CallAsync_Returns_Completes()
    {
        var outcome = await _guard.CallAsync(Call, _ => Task.FromResult(7), CancellationToken.None);

        Assert.Equal((GuardResult.Completed, 7), (outcome.Result, outcome.Value));
    }

    [Fact]
    public async Task CallAsync_Throws_GivesTextWithoutTheMessageInTheSummary()
    {
        var outcome = await _guard.CallAsync<int>(
            Call, _ => throw new InvalidOperationException("secret", new ArgumentException("cause")), CancellationToken.None);

        Assert.Equal(GuardResult.Threw, outcome.Result);
        Assert.Equal("threw", outcome.Fault?.Code);
        Assert.DoesNotContain("secret", outcome.Fault!.Summary, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: secret <- System.ArgumentException: cause", outcome.Fault.Detail, StringComparison.Ordinal);
        Assert.Contains(nameof(CallAsync_Throws_GivesTextWithoutTheMessageInTheSummary), outcome.Fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallAsync_BlocksItsThread_TimesOutAfterTheGrace()
    {
        using var release = new ManualResetEventSlim();
        var time = new ManualTimeProvider();
        var running = new PluginGuard(time).CallAsync(Call, _ =>
        {
            release.Wait(CancellationToken.None);
            return Task.FromResult(1);
        }, CancellationToken.None);

        time.Advance(Call.Budget);
        await time.WaitForTimersAsync(1);
        Assert.False(running.IsCompleted);
        time.Advance(Call.Grace);

        var outcome = await running;
        Assert.Equal((GuardResult.TimedOut, "late"), (outcome.Result, outcome.Fault?.Code));
        release.Set();
    }

    [Fact]
    public async Task CallAsync_HeedsItsTokenAtTheEndOfTheBudget_IsLateButOver()
    {
        var time = new ManualTimeProvider();
        var running = new PluginGuard(time).CallAsync(Call, async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 1;
        }, CancellationToken.None);

        // Budget and wait end in the same moment; which of them is first must not matter.
        time.Advance(Call.Budget);

        var outcome = await running;
        Assert.Equal((GuardResult.Threw, "late"), (outcome.Result, outcome.Fault?.Code));
    }

    [Fact]
    public async Task CallAsync_GivenUp_WaitsForTheCallToEnd()
    {
        using var stop = new CancellationTokenSource();
        var outcome = await _guard.CallAsync(Call with { Budget = TimeSpan.FromMinutes(1) }, async token =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 1;
        }, stop.Token);

        Assert.Equal(GuardResult.Cancelled, outcome.Result);
    }
}
