using Modular.Odx.Losses;

namespace Modular.Odx.Documents;

/// <summary>An element or attribute (spelt with a leading @) that the reader left out.</summary>
internal readonly record struct UnreadPart(OdxElement Parent, string Name, int Line, LossReason Reason);
