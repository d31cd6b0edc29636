using System.Collections.Frozen;
using Modular.Odx.Losses;

namespace Modular.Odx.Catalogue;

/// <summary>What becomes of the children and attributes of one element. Attributes are spelt with a leading @.</summary>
internal sealed class ElementRule(string name, bool isList, LossReason unused, FrozenSet<string> kept, FrozenDictionary<string, LossReason> lost)
{
    public string Name { get; } = name;

    /// <summary>Whether the element only gathers others.</summary>
    public bool IsList { get; } = isList;

    /// <summary>Why the element is lost when nothing leads to it.</summary>
    public LossReason Unused { get; } = unused;

    public FrozenSet<string> Kept { get; } = kept;

    public FrozenDictionary<string, LossReason> Lost { get; } = lost;
}
