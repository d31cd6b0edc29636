using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Support;

internal sealed class FakeService : DiagnosticService
{
    public IReadOnlyList<SpecialDataGroup> Groups { get; init; } = [];

    public override IReadOnlyList<SpecialDataGroup> SpecialDataGroups => Groups;

    public static FakeService Create(string shortName, params byte[] prefix) =>
        new() { ShortName = shortName, RequestPrefix = prefix, Layer = "FLXC1000", Semantic = "DATA" };
}
