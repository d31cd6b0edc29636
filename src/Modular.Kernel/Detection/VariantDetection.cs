using Modular.Kernel.Layers;
using Modular.Kernel.Services;

namespace Modular.Kernel.Detection;

/// <summary>Tells the variant of an ECU by the answers to identification services. Immutable, safe for concurrent use.</summary>
public sealed class VariantDetection
{
    internal VariantDetection()
    {
    }

    /// <summary>
    /// The distinct services whose answers are needed, in the order of the variants' patterns; empty when no variant
    /// has a pattern.
    /// </summary>
    public IReadOnlyList<KernelService> Services => throw new NotImplementedException();

    /// <summary>
    /// The patterns of all ECU variants in the order of the database, so that a simulated ECU can answer as the variant
    /// it is to be.
    /// </summary>
    public IReadOnlyList<VariantPattern> Patterns => throw new NotImplementedException();

    /// <summary>
    /// Finds the first variant, in the order of the database, with any pattern whose matching parameters all have the
    /// expected values. Numbers, texts and byte fields are compared by value.
    /// </summary>
    /// <param name="responses">Answers received; a service without one, or with a negative one, matches nothing.</param>
    /// <returns>The variant, or null when none matches. The base variant is never the result.</returns>
    public DiagnosticLayer? Evaluate(IReadOnlyCollection<DetectionResponse> responses) => throw new NotImplementedException();
}
