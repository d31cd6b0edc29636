using Modular.Mdd.Schema;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests;

/// <summary>Reads real databases and compares them with what independent readers found in them.</summary>
public sealed class SampleDatabaseTests
{
    [SharedDataTheory]
    [InlineData("FLXC1000", 11_546, 39_680, 1_671, 46, 46, 143, 6, "FLXC1000:38 FLXC1000_Boot_Variant:8 FLXC1000_App_0101:0")]
    [InlineData("FLXCNG1000", 10_477, 36_280, 1_552, 37, 40, 123, 6, "FLXCNG1000:37 FLXCNG1000_App_1010:0")]
    [InlineData("functional_groups", 3_482, 8_584, 253, 12, 8, 22, 0, "")]
    public void Open_SampleOfTheReferenceConverter_HasKnownContent(
        string name, int fileLength, int payloadLength, int tables, int services, int dops, int parameters, int dtcs, string variants)
    {
        using var database = MddDatabase.Open(SharedData.PathOf($"mdd/{name}.mdd"));

        Assert.Equal(name, database.EcuName);
        Assert.Equal("2025-05-10", database.Version);
        Assert.Equal("2025-05-21", database.File.Container.Version);
        Assert.Equal(fileLength, database.File.Length);
        Assert.Equal(payloadLength, database.PayloadLength);
        Assert.Equal(tables, database.Statistics.Tables);
        Assert.Equal(services, database.Statistics.TablesByType[DiagService.SchemaIndex]);
        Assert.Equal(dops, database.Statistics.TablesByType[Dop.SchemaIndex]);
        Assert.Equal(parameters, database.Statistics.TablesByType[Param.SchemaIndex]);
        Assert.Equal(dtcs, database.Statistics.TablesByType[Dtc.SchemaIndex]);
        Assert.Equal(variants, string.Join(' ', database.Root.Variants.Select(v => $"{v.DiagLayer?.ShortName}:{v.DiagLayer?.DiagServices.Count}")));
    }

    [SharedDataTheory]
    [InlineData("CVC00000")]
    [InlineData("SC00000")]
    [InlineData("taktflow-FLXC1000")]
    public void Open_SampleOfAnotherWriter_Loads(string name)
    {
        using var database = MddDatabase.Open(SharedData.PathOf($"mdd/other-writers/{name}.mdd"));

        Assert.NotEmpty(database.EcuName);
        Assert.NotEqual(0, database.Statistics.TablesByType[DiagService.SchemaIndex]);
    }
}
