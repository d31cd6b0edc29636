using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.DiagnosticTester.Tests.Ecus;

public sealed class EcuTurnTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task TakeAsync_SecondRequest_WaitsForTheFirst()
    {
        using var turn = new EcuTurn("X", TimeSpan.FromSeconds(10), _time);
        var first = await turn.TakeAsync(CancellationToken.None);
        var second = turn.TakeAsync(CancellationToken.None).AsTask();
        await _time.WaitForTimersAsync();
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task TakeAsync_LimitPassed_IsBusyAndLeavesTheTurnToTheOwner()
    {
        using var turn = new EcuTurn("X", TimeSpan.FromSeconds(10), _time);
        var first = await turn.TakeAsync(CancellationToken.None);
        var second = turn.TakeAsync(CancellationToken.None).AsTask();
        await _time.WaitForTimersAsync();
        _time.Advance(TimeSpan.FromSeconds(10));

        var exception = await Assert.ThrowsAsync<DiagnosticException>(() => second);
        Assert.Equal(DiagnosticFailure.Busy, exception.Failure);
        Assert.Contains("10 s", exception.Message, StringComparison.Ordinal);

        first.Dispose();
        (await turn.TakeAsync(CancellationToken.None)).Dispose();
        Assert.Equal(0, _time.ArmedTimers);
    }

    [Fact]
    public async Task TakeAsync_Cancelled_IsCancelledAndNotBusy()
    {
        using var turn = new EcuTurn("X", TimeSpan.FromSeconds(10), _time);
        using var first = await turn.TakeAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var second = turn.TakeAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }
}
