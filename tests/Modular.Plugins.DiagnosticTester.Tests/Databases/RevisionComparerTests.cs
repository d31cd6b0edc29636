using Modular.Plugins.DiagnosticTester.Databases;

namespace Modular.Plugins.DiagnosticTester.Tests.Databases;

public sealed class RevisionComparerTests
{
    [Theory]
    [InlineData("00.01.00", "00.01.00", 0)]
    [InlineData("00.10.00", "00.9.00", 1)]
    [InlineData("1.2", "1.2.1", -1)]
    [InlineData("1.b", "1.a", 1)]
    [InlineData(null, "0", -1)]
    [InlineData(null, null, 0)]
    public void Compare_TwoRevisions_OrdersPartByPart(string? left, string? right, int expected)
    {
        Assert.Equal(expected, Math.Sign(RevisionComparer.Instance.Compare(left, right)));
        Assert.Equal(-expected, Math.Sign(RevisionComparer.Instance.Compare(right, left)));
    }
}
