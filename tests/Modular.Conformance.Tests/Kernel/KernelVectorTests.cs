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
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    public void Evaluate_ResponsesOfTheVector_GivesItsVariant(string name)
    {
        using var vectors = new VectorFile(name);
        Assert.NotEmpty(vectors.Database.Detection.Services);
        Assert.Empty(vectors.CompareDetection());
    }
}
