using Modular.Mdd.Schema;

namespace Modular.Mdd.Comparison;

/// <summary>Two elements of a kind that are to be compared, and where they are.</summary>
internal readonly record struct ElementPair(MddElement First, MddElement Second, ElementPath Path);
