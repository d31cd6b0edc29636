using Modular.Plugins.DiagnosticTester.Safety;

namespace Modular.Plugins.DiagnosticTester.Tests.Safety;

public sealed class ExchangeAbortTests
{
    [Fact]
    public async Task AbortAsync_NothingRuns_DoesNotTouchTheNextExchange()
    {
        using var abort = new ExchangeAbort();
        await abort.AbortAsync();

        using var next = abort.Enter(CancellationToken.None);

        Assert.False(next.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task AbortAsync_ExchangeRuns_EndsItAndNotTheNextOne()
    {
        using var abort = new ExchangeAbort();
        using (var running = abort.Enter(CancellationToken.None))
        {
            await abort.AbortAsync();
            Assert.True(running.Token.IsCancellationRequested);
        }

        using var next = abort.Enter(CancellationToken.None);
        Assert.False(next.Token.IsCancellationRequested);
    }

    [Fact]
    public void Enter_CallerGivesUp_EndsThisExchangeOnly()
    {
        using var abort = new ExchangeAbort();
        using var caller = new CancellationTokenSource();
        using (var running = abort.Enter(caller.Token))
        {
            caller.Cancel();
            Assert.True(running.Token.IsCancellationRequested);
        }

        using var next = abort.Enter(CancellationToken.None);
        Assert.False(next.Token.IsCancellationRequested);
    }

    [Fact]
    public void Enter_CallerGivesUpAfterItsExchange_DoesNotTouchTheNextOne()
    {
        using var abort = new ExchangeAbort();
        using var caller = new CancellationTokenSource();
        abort.Enter(caller.Token).Dispose();
        using var next = abort.Enter(CancellationToken.None);

        caller.Cancel();

        Assert.False(next.Token.IsCancellationRequested);
    }
}
