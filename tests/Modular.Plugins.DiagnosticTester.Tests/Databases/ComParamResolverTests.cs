using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests.Databases;

public sealed class ComParamResolverTests
{
    private const string Name = "CP_P6Max";

    [Theory]
    [InlineData("1", null, null, "1")]
    [InlineData("1", "2:Config", null, "2")]
    [InlineData("1", "2:Database", null, "1")]
    [InlineData(null, "2:Database", null, "2")]
    [InlineData("1", "2:Config", "3:Config", "3")]
    [InlineData("1", "2:Config", "3:Database", "1")]
    [InlineData("1", "2:Database", "3:Config", "3")]
    [InlineData(null, null, "3:Database", "3")]
    public void Resolve_OneParameter_FollowsPrecedence(string? database, string? general, string? ecu, string expected)
    {
        var resolved = ComParamResolver.Resolve(
            new ComParamSet(database is null ? [] : [KeyValuePair.Create(Name, database)]), Overrides(general), Overrides(ecu));

        Assert.True(resolved.TryGetText("cp_p6max", out var value));
        Assert.Equal(expected, value);
    }

    private static Dictionary<string, ComParamOverride> Overrides(string? text) => text?.Split(':') is [var value, var precedence]
        ? new() { [Name] = new ComParamOverride { Value = value, Precedence = Enum.Parse<ComParamPrecedence>(precedence) } }
        : [];
}
