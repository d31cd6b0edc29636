namespace Modular.Hosting.Configuration.Schema;

/// <summary>Flat configuration as the tree it stands for.</summary>
internal sealed class SettingsNode
{
    private readonly SortedDictionary<string, SettingsNode> _children = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value at this key itself; null when there is none.</summary>
    public string? Value { get; private set; }

    /// <summary>What is below it, by key.</summary>
    public IReadOnlyDictionary<string, SettingsNode> Children => _children;

    /// <summary>Builds the tree.</summary>
    /// <param name="values">Values by key <c>Section:Key</c>.</param>
    public static SettingsNode Build(IEnumerable<KeyValuePair<string, string?>> values)
    {
        var root = new SettingsNode();
        foreach (var (key, value) in values)
        {
            var node = root;
            foreach (var part in key.Split(':'))
            {
                if (!node._children.TryGetValue(part, out var child))
                {
                    node._children[part] = child = new SettingsNode();
                }

                node = child;
            }

            node.Value = value;
        }

        return root;
    }
}
