using Modular.TestSupport;

namespace Modular.Conformance.Tests.Kernel;

public sealed class KernelVectorTests
{
    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    public void Layers_OfEachVariantAndGroup_SeeTheServicesOfTheVector(string name)
    {
        using var vectors = new VectorFile(name);
        Assert.Empty(vectors.CompareLayers());
    }

    [SharedDataTheory]
    [InlineData("FLXC1000", "FLXC1000.pdx")]
    [InlineData("functional_groups", "functional_groups.pdx")]
    [InlineData("somersault", "somersault.pdx")]
    [InlineData("fx_inherit", "fixtures/fx_inherit.pdx")]
    [InlineData("fx_meta", "fixtures/fx_meta.pdx")]
    public void Layers_OfAConvertedDatabase_SeeTheServicesOfTheVector(string name, string description)
    {
        using var vectors = VectorFile.Converted(name, description);
        Assert.Empty(vectors.CompareLayers());
    }

    [SharedDataTheory]
    [InlineData("FLXC1000", "FLXC1000.pdx")]
    [InlineData("FLXCNG1000", "FLXCNG1000.pdx")]
    [InlineData("somersault", "somersault.pdx")]
    [InlineData("fx_inherit", "fixtures/fx_inherit.pdx")]
    [InlineData("fx_meta", "fixtures/fx_meta.pdx")]
    public void Description_OfAConvertedDatabase_IsThatOfTheVector(string name, string description)
    {
        using var vectors = VectorFile.Converted(name, description);
        var differences = LayerMeta.Compare(vectors).ToList();
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [SharedDataFact]
    public void Evaluate_ResponsesOfTheVectorOnAConvertedDatabase_GivesItsVariant()
    {
        using var vectors = VectorFile.Converted("fx_inherit", "fixtures/fx_inherit.pdx");
        Assert.Empty(vectors.CompareDetection());
    }

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    public void Evaluate_ResponsesOfTheVector_GivesItsVariant(string name)
    {
        using var vectors = new VectorFile(name);
        Assert.NotEmpty(vectors.Database.Detection.Services);
        Assert.Empty(vectors.CompareDetection());
    }
}
