using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Configuration;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Components;

/// <summary>Further lists of components, by what their databases say about them. Safe for concurrent use.</summary>
internal sealed class ComponentLists
{
    private const int MaxDepth = 32;

    private readonly ConditionalWeakTable<IServiceCatalog, bool[]> _memberships = [];
    private readonly (string SemanticInformation, SpecialDataCondition Condition)[][] _conditions;

    /// <summary>Reads the lists.</summary>
    /// <param name="options">Section <c>Sovd</c>.</param>
    public ComponentLists(IOptions<SovdOptions> options)
    {
        var lists = options.Value.ComponentLists ?? new()
        {
            ["x-sovd2uds-can-ecus"] = new() { ["CAN"] = new() { Values = ["yes"] } },
            ["x-sovd2uds-lin-ecus"] = new() { ["LIN"] = new() { Values = ["yes"] } },
        };
        Names = [.. lists.Keys.Order(StringComparer.Ordinal)];
        _conditions = [.. Names.Select(name => lists[name].Select(static pair => (pair.Key, pair.Value)).ToArray())];
    }

    /// <summary>Names of the lists.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a component stands in a list.</summary>
    /// <param name="list">Position in <see cref="Names"/>.</param>
    /// <param name="ecu">The component.</param>
    /// <returns>True when one of its special data fulfils a condition of the list.</returns>
    public bool Contains(int list, IEcu ecu)
    {
        // Special data change with the database only, and so does the catalog.
        var catalog = ecu.Services;
        if (!_memberships.TryGetValue(catalog, out var membership))
        {
            membership = _memberships.GetOrAdd(catalog, Evaluate(ecu.SpecialDataGroups));
        }

        return membership[list];
    }

    private bool[] Evaluate(IReadOnlyList<SpecialDataGroup> groups)
    {
        var membership = new bool[_conditions.Length];
        foreach (var group in groups)
        {
            Evaluate(group, membership, 0);
        }

        return membership;
    }

    private void Evaluate(SpecialDataGroup group, bool[] membership, int depth)
    {
        foreach (var item in group.Items)
        {
            if (item.Group is not null)
            {
                if (depth < MaxDepth)
                {
                    Evaluate(item.Group, membership, depth + 1);
                }

                continue;
            }

            for (var list = 0; list < _conditions.Length; list++)
            {
                membership[list] |= Array.Exists(_conditions[list], condition => IsFulfilled(condition.SemanticInformation, condition.Condition, item));
            }
        }
    }

    private static bool IsFulfilled(string semanticInformation, SpecialDataCondition condition, SpecialDataItem item) =>
        string.Equals(item.SemanticInformation, semanticInformation, StringComparison.Ordinal)
        && Array.Exists(condition.Values, value => string.Equals(
            item.Value, value, condition.IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
}
