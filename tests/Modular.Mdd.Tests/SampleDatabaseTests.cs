using Modular.Mdd.Authoring;
using Modular.Mdd.Container;
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
        using var database = MddDatabase.Open(SampleFiles.PathOf(name));

        Assert.Equal(name, database.EcuName);
        Assert.Equal("2025-05-10", database.Version);
        Assert.Equal("2025-05-21", database.File.Container.Version);
        Assert.Equal(dtcs == 0 ? null : "00.01.00", database.Revision);
        Assert.Equal(fileLength, database.File.Length);
        Assert.Equal(payloadLength, database.PayloadLength);
        Assert.Equal(tables, database.Statistics.Tables);
        Assert.Equal(services, database.Statistics.TablesByType[DiagService.SchemaIndex]);
        Assert.Equal(dops, database.Statistics.TablesByType[Dop.SchemaIndex]);
        Assert.Equal(parameters, database.Statistics.TablesByType[Param.SchemaIndex]);
        Assert.Equal(dtcs, database.Statistics.TablesByType[Dtc.SchemaIndex]);
        Assert.Equal(variants, string.Join(' ', database.Root.Variants.Select(v => $"{v.DiagLayer?.ShortName}:{v.DiagLayer?.DiagServices.Count}")));
    }

    [SharedDataFact]
    public void Open_SampleOfTheReferenceConverter_HasKnownChunk()
    {
        var file = MddFile.Open(SampleFiles.PathOf("functional_groups"));

        var chunk = Assert.Single(file.Container.Chunks);
        Assert.Equal(MddChunkType.DiagnosticDescription, chunk.Type);
        Assert.Equal("functional_groups", chunk.Name);
        Assert.Equal("lzma", chunk.CompressionAlgorithm);
        Assert.Equal(8_584ul, chunk.UncompressedSize);
        Assert.Equal(3_144, chunk.DataLength);
        Assert.Equal(file.Length, chunk.DataOffset + chunk.DataLength);
        Assert.Equal(MddSignature.Sha512Uncompressed, Assert.Single(chunk.Signatures).Algorithm);
        Assert.Equal("2026-07-13T09:14:53Z", file.Container.Metadata["created"]);
    }

    [SharedDataFact]
    public void Views_OfASample_GiveItsServicesAndStateCharts()
    {
        using var database = MddDatabase.Open(SampleFiles.PathOf("FLXC1000"));

        var variants = database.Root.Variants;
        var layer = variants[0].DiagLayer!.Value;
        Assert.True(variants[0].IsBaseVariant);
        Assert.Equal(["Session 4 12", "SecurityAccess 5 9"], layer.StateCharts.Select(c => $"{c.ShortName} {c.States.Count} {c.StateTransitions.Count}"));
        var identifiers = variants.SelectMany(v => v.DiagLayer!.Value.DiagServices).Select(ServiceIdentifier).GroupBy(sid => sid);
        Assert.Equal(
            "10x4 11x2 14x1 19x3 22x4 27x8 28x7 29x2 2Ex1 31x8 34x1 36x1 37x1 85x3",
            string.Join(' ', identifiers.OrderBy(g => g.Key).Select(g => $"{g.Key:X2}x{g.Count()}")));
    }

    [SharedDataTheory]
    [InlineData("CVC00000")]
    [InlineData("SC00000")]
    [InlineData("taktflow-FLXC1000")]
    public void Open_SampleOfAnotherWriter_LoadsOrIsRefusedWithAReason(string name)
    {
        var refusal = Attempt.Open(SampleFiles.Read("other-writers/" + name));

        Assert.Null(refusal);
    }

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    [InlineData("other-writers/CVC00000")]
    [InlineData("other-writers/SC00000")]
    public void Write_WhatWasReadFromASample_LosesNothing(string name)
    {
        using var database = MddDatabase.Open(SampleFiles.PathOf(name));
        var original = EcuDataDefinition.From(database.Root);

        using var copy = new MddFileDefinition { Description = original }.ToDatabase();

        Assert.Equal(TextDump.Of(database.Root.Table), TextDump.Of(copy.Root.Table));
        Assert.InRange(copy.Statistics.Tables, 1, database.Statistics.Tables);
    }

    private static string ServiceIdentifier(DiagService service)
    {
        var constant = service.Request!.Value.Params.First(p => p.BytePosition is null or 0 && p.Kind == ParamKind.CodedConst).AsCodedConst;
        return int.Parse(constant!.Value.CodedValue!, System.Globalization.CultureInfo.InvariantCulture).ToString("X2", null);
    }
}
