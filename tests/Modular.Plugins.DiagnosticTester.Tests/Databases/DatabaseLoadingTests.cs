using Modular.Mdd.Compression;
using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Health;

namespace Modular.Plugins.DiagnosticTester.Tests.Databases;

public sealed class DatabaseLoadingTests
{
    [Fact]
    public async Task StartAsync_SeveralDatabases_AreOrderedByNameAndHealthIsUp()
    {
        await using var bench = new Bench(new EcuDatabase { Name = "B", Address = 2 }, new EcuDatabase { Name = "A", Address = 1 });
        Assert.Equal(HealthState.Starting, bench.Health.GetReport().State);
        Assert.Equal("database", bench.Health.Name);

        await bench.StartAsync();

        Assert.Equal(["A", "B"], bench.Tester.Ecus.Select(ecu => ecu.Name));
        Assert.Equal(new HealthReport(HealthState.Up), bench.Health.GetReport());
        Assert.Null(bench.Tester.FindEcu("C"));
    }

    [Fact]
    public async Task StartAsync_NoPathOrEmptyDirectory_ServesNothingAndIsUp()
    {
        await using var withoutPath = await new Bench().StartAsync(withPath: false);
        await using var empty = await new Bench().StartAsync();

        Assert.Empty(withoutPath.Tester.Ecus);
        Assert.Equal(HealthState.Up, withoutPath.Health.GetReport().State);
        Assert.Empty(empty.Tester.Ecus);
        Assert.Equal(HealthState.Up, empty.Health.GetReport().State);
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task StartAsync_CompressedDatabase_IsKeptDecompressedUnlessConfiguredOtherwise(string enabled, int kept)
    {
        await using var bench = new Bench().With("Database:Cache:Enabled", enabled);
        var definition = new EcuDatabase().Define();
        definition.Compression = MddCompression.Lzma;
        definition.Save(Path.Combine(bench.Path, "FLXC1000.mdd"));

        await bench.StartAsync();

        Assert.Single(bench.Tester.Ecus);
        var folder = Path.Combine(bench.Path, "databases");
        Assert.Equal(kept, Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0);
    }

    [Fact]
    public async Task StartAsync_CacheThatCannotBeUsed_ServesAllTheSame()
    {
        await using var bench = new Bench();
        var definition = new EcuDatabase().Define();
        definition.Compression = MddCompression.Lzma;
        definition.Save(Path.Combine(bench.Path, "FLXC1000.mdd"));
        await File.WriteAllTextAsync(Path.Combine(bench.Path, "file"), "");

        await bench.With("Database:Cache:Path", Path.Combine(bench.Path, "file")).StartAsync();

        Assert.Single(bench.Tester.Ecus);
    }

    [Fact]
    public async Task StartAsync_NothingLoadedButRequired_Fails()
    {
        await using var bench = new Bench().With("Database:RequireAny", "true");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => bench.StartAsync());

        Assert.Contains("Database:RequireAny", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_BrokenFileBesideAGoodOne_ServesTheGoodOneAndSaysWhy()
    {
        await using var bench = new Bench(new EcuDatabase());
        await File.WriteAllBytesAsync(Path.Combine(bench.Path, "broken.mdd"), [1, 2, 3]);

        await bench.StartAsync();

        Assert.Single(bench.Tester.Ecus);
        Assert.Equal(HealthState.Up, bench.Health.GetReport().State);
        Assert.Contains("broken.mdd", bench.Health.GetReport().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_BrokenFileAndNotIgnored_Fails()
    {
        await using var bench = new Bench(new EcuDatabase()).With("Database:IgnoreInvalid", "false");
        await File.WriteAllBytesAsync(Path.Combine(bench.Path, "broken.mdd"), [1, 2, 3]);

        Assert.Contains("broken.mdd", (await Assert.ThrowsAsync<InvalidOperationException>(() => bench.StartAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_OnlyBrokenFiles_HealthFails()
    {
        await using var bench = new Bench();
        await File.WriteAllBytesAsync(Path.Combine(bench.Path, "broken.mdd"), [1, 2, 3]);

        await bench.StartAsync();

        Assert.Equal(HealthState.Failed, bench.Health.GetReport().State);
    }

    [Fact]
    public async Task StartAsync_DirectoryMissing_HealthFailsAndTheServerRuns()
    {
        await using var bench = new Bench().With("Database:Path", "/nowhere/at/all");

        await bench.StartAsync(withPath: false);

        Assert.Equal(HealthState.Failed, bench.Health.GetReport().State);
        Assert.Empty(bench.Tester.Ecus);
    }

    [Fact]
    public async Task StartAsync_TwoRevisionsOfOneEcu_TheHigherOneWinsQuietly()
    {
        await using var bench = new Bench();
        new EcuDatabase { Revision = "00.09.00", Variants = [("Old", 1)] }.Save(bench.Path, "a.mdd");
        new EcuDatabase { Revision = "00.10.00", Variants = [("New", 2)] }.Save(bench.Path, "b.mdd");
        await bench.StartAsync();
        bench.Identify(0x1000, 2);

        var status = await Assert.Single(bench.Tester.Ecus).DetectVariantAsync(CancellationToken.None);

        Assert.Equal("FLXC1000_New", status.Variant);
        Assert.Equal(new HealthReport(HealthState.Up), bench.Health.GetReport());
    }

    [Fact]
    public async Task StartAsync_OneEcuAtTwoAddresses_DropsBothWithAReason()
    {
        await using var bench = new Bench(new EcuDatabase { Name = "OTHER", Address = 9 });
        new EcuDatabase { Address = 1 }.Save(bench.Path, "a.mdd");
        new EcuDatabase { Address = 2 }.Save(bench.Path, "b.mdd");

        await bench.StartAsync();

        Assert.Equal(["OTHER"], bench.Tester.Ecus.Select(ecu => ecu.Name));
        Assert.Contains("different addresses", bench.Health.GetReport().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_ProtocolAbsent_IsReportedUnlessIgnored()
    {
        var database = new EcuDatabase { Name = "TMCC3000", Protocol = null, Address = 0x3000, Gateway = 0xDEAD };
        await using var refused = await new Bench(database).StartAsync();
        Assert.Empty(refused.Tester.Ecus);
        Assert.Contains("IgnoreProtocol", refused.Health.GetReport().Detail, StringComparison.Ordinal);

        await using var bench = new Bench(database)
            .With("Ecu:TMCC3000:IgnoreProtocol", "true")
            .With("Ecu:TMCC3000:ComParams:CP_DoIPLogicalGatewayAddress:Value", "0x3000")
            .With("Ecu:TMCC3000:ComParams:CP_DoIPLogicalGatewayAddress:Precedence", "Config");
        await bench.StartAsync();

        var status = Assert.Single(bench.Tester.Ecus).Status;
        Assert.Equal(0x3000u, status.GatewayAddress);
        Assert.Equal(0x3000u, status.LogicalAddress);
        Assert.Null(status.Protocol);
    }

    [Fact]
    public async Task StartAsync_ComParamIsNoNumber_IsReported()
    {
        await using var bench = new Bench(new EcuDatabase()).With("Communication:ComParams:CP_DoIPLogicalGatewayAddress:Value", "here");

        await bench.StartAsync();

        Assert.Empty(bench.Tester.Ecus);
        Assert.Contains("CP_DoIPLogicalGatewayAddress", bench.Health.GetReport().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpecialDataGroups_OfTheBaseVariant_AreThoseOfTheEcu()
    {
        await using var bench = await new Bench(new EcuDatabase()).StartAsync();

        var group = Assert.Single(bench.Ecu("FLXC1000").SpecialDataGroups);

        Assert.Equal("default_sdg", group.Caption);
        Assert.Equal("1.21GW", Assert.Single(group.Items).Value);
    }
}
