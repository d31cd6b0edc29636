using System.Collections;
using System.Globalization;
using System.Reflection;
using Modular.Mdd.Authoring;

namespace Modular.Odx.Tests.Support;

/// <summary>Spreads a definition out into lines of path and value, so that two databases are compared by meaning.</summary>
internal static class DefinitionTree
{
    private static readonly Dictionary<Type, PropertyInfo[]> Properties = [];

    /// <summary>All values below a definition. Keys name tables and fields; items of lists are numbered.</summary>
    public static Dictionary<string, string> Spread(MddDefinition root)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        Spread(root, root.GetType().Name[..^"Definition".Length], lines);
        return lines;
    }

    private static void Spread(object value, string path, Dictionary<string, string> lines)
    {
        switch (value)
        {
            case MddDefinition definition:
                if (!Properties.TryGetValue(definition.GetType(), out var properties))
                {
                    Properties.Add(definition.GetType(), properties = definition.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance));
                }

                var name = definition.GetType().Name[..^"Definition".Length];
                lines.TryAdd(path, $"a {name}");
                foreach (var property in properties)
                {
                    if (property.GetValue(definition) is { } inner)
                    {
                        Spread(inner, $"{path}/{name}.{property.Name}", lines);
                    }
                }

                break;
            case byte[] bytes:
                lines.Add(path, Convert.ToHexString(bytes));
                break;
            case string text:
                lines.Add(path, text);
                break;
            case IEnumerable list:
                var index = 0;
                foreach (var item in list)
                {
                    Spread(item, $"{path}[{index++}]", lines);
                }

                break;
            default:
                lines.Add(path, Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
        }
    }
}
