using Modular.Kernel.Coding;
using Modular.Kernel.Plans;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Computing;

/// <summary>Makes computations from their descriptions.</summary>
internal static class ComputationCompiler
{
    /// <summary>Compiles a method; a data object without one has the internal value as physical one.</summary>
    public static Computation Compile(CompuMethod? method, BaseType internalType, BaseType physicalType)
    {
        if (method is not { } given)
        {
            return new IdenticalComputation();
        }

        return given.Category switch
        {
            CompuCategory.Identical => new IdenticalComputation(),
            CompuCategory.TextTable => new TextTableComputation(given, internalType),
            CompuCategory.TabIntp => new InterpolationComputation(given, internalType, physicalType),
            CompuCategory.Linear or CompuCategory.ScaleLinear or CompuCategory.RatFunc or CompuCategory.ScaleRatFunc =>
                new RationalComputation(given, internalType, physicalType),
            CompuCategory.CompuCode => new UnsupportedComputation(),
            _ => throw MessageException.Invalid($"Unknown computation {(byte)given.Category}"),
        };
    }
}
