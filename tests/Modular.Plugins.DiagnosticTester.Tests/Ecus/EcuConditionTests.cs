using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Tests.Ecus;

public sealed class EcuConditionTests
{
    [Theory]
    [InlineData("Unknown", "NotTested", EcuState.NotTested)]
    [InlineData("Online", "NotTested", EcuState.NotTested)]
    [InlineData("Online", "Detected", EcuState.Online)]
    [InlineData("Online", "NotDetected", EcuState.NoVariantDetected)]
    [InlineData("Online", "Duplicate", EcuState.Duplicate)]
    [InlineData("Offline", "NotTested", EcuState.Offline)]
    [InlineData("Offline", "Detected", EcuState.Disconnected)]
    [InlineData("Offline", "NotDetected", EcuState.Disconnected)]
    [InlineData("Offline", "Duplicate", EcuState.Duplicate)]
    public void State_BothFacts_GiveOneWord(string connectivity, string variant, EcuState expected) =>
        Assert.Equal(expected, new EcuCondition(Enum.Parse<Connectivity>(connectivity), Enum.Parse<VariantState>(variant)).State);
}
