using System.Reflection;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Documentation;

public class RulesTests
{
    [Fact]
    public void Rules_EveryReasonCode_IsExplained()
    {
        var rules = File.ReadAllText(Path.Combine(BuildOutput.Repository, "docs", "plugin-author", "rules.md"));

        var codes = typeof(PluginReasonCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (string)field.GetRawConstantValue()!);

        Assert.All(codes, code => Assert.True(rules.Contains($"`{code}`", StringComparison.Ordinal), $"docs/plugin-author/rules.md does not explain the code {code}."));
    }
}
