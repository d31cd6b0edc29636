using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Tests.Ecus;

public sealed class LockFenceTests
{
    private readonly LockFence _fence = new("X");

    [Fact]
    public void Check_OlderEpoch_IsRefused()
    {
        _fence.Raise(7);

        Assert.Equal(DiagnosticFailure.LockSuperseded, Assert.Throws<DiagnosticException>(() => _fence.Check(6)).Failure);
        _fence.Check(7);
        _fence.Check(8);
        _fence.Check(null);
    }

    [Fact]
    public void Raise_OlderEpoch_ChangesNothing()
    {
        _fence.Raise(7);
        _fence.Raise(3);

        Assert.Throws<DiagnosticException>(() => _fence.Check(6));
    }
}
