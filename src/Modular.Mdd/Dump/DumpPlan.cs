using System.Runtime.InteropServices;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Dump;

/// <summary>What a dump shows in full, and where it only refers.</summary>
/// <remarks>
/// What several elements share is shown in full once. The dump of a part of a database ends at layers and at other
/// services, which would bring the rest of the database along.
/// </remarks>
internal sealed class DumpPlan
{
    private static readonly int[] Boundaries =
        [Variant.SchemaIndex, FunctionalGroup.SchemaIndex, Protocol.SchemaIndex, EcuSharedData.SchemaIndex, DiagService.SchemaIndex];

    private readonly MddElement _start;
    private readonly Dictionary<(int Offset, int Type), int> _references = [];
    private readonly HashSet<(int Offset, int Type)> _shown = [];

    public DumpPlan(MddElement start)
    {
        _start = start;
        foreach (var (element, _) in ElementWalk.From(start, IsOutside))
        {
            foreach (var field in element.Description.Fields)
            {
                CountChildren(element, field);
            }
        }
    }

    /// <summary>Whether several elements refer to it, so that it is shown with its place.</summary>
    public bool IsShared(MddElement element) => _references.GetValueOrDefault(KeyOf(element)) > 1;

    /// <summary>Whether the element is to be shown in full now; else it is only referred to.</summary>
    public bool TryShow(MddElement element) => !IsOutside(element) && (!IsShared(element) || _shown.Add(KeyOf(element)));

    private bool IsOutside(MddElement element) => _start.Type != MddSchema.RootIndex && element != _start && Boundaries.Contains(element.Type);

    private void CountChildren(MddElement element, in FieldDescription field)
    {
        if (field.Type is not (FieldType.Table or FieldType.Union) || IsOutside(element) || !element.IsSound(field))
        {
            return;
        }

        Count(element.Child(field));
        var count = element.CountChildren(field);
        for (var index = 0; index < count; index++)
        {
            Count(element.ChildAt(field, index));
        }
    }

    private void Count(MddElement? element)
    {
        if (element is { } counted)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_references, KeyOf(counted), out _)++;
        }
    }

    private static (int Offset, int Type) KeyOf(MddElement element) => (element.Table.Offset, element.Type);
}
