using Modular.Kernel.Layers;

namespace Modular.Kernel.Detection;

/// <summary>One set of answers by which a variant is told. A variant may have several; any one of them suffices.</summary>
/// <param name="Variant">The variant.</param>
/// <param name="Parameters">What must be answered; all of it.</param>
public sealed record VariantPattern(DiagnosticLayer Variant, IReadOnlyList<MatchingParameter> Parameters);
