using System.Collections;
using System.Reflection;
using Modular.Mdd.Authoring;

namespace Modular.Mdd.Tests.Support;

/// <summary>Compares definitions property by property, by reflection.</summary>
internal static class DefinitionComparer
{
    /// <summary>Path of the first difference, or null.</summary>
    public static string? FirstDifference(object? left, object? right, string path = "root")
    {
        switch (left)
        {
            case null:
                return right is null ? null : path;
            case MddDefinition:
                return left.GetType() != right?.GetType()
                    ? path
                    : left.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite)
                        .Select(p => FirstDifference(p.GetValue(left), p.GetValue(right), $"{path}.{p.Name}"))
                        .FirstOrDefault(difference => difference is not null);
            case IList leftList when right is IList rightList:
                return leftList.Count != rightList.Count
                    ? path
                    : Enumerable.Range(0, leftList.Count)
                        .Select(i => FirstDifference(leftList[i], rightList[i], $"{path}[{i}]"))
                        .FirstOrDefault(difference => difference is not null);
            default:
                return left.Equals(right) ? null : $"{path}: {left} against {right}";
        }
    }
}
