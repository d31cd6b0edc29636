namespace Modular.Hosting.Configuration;

/// <summary>One source of configuration, flattened to keys <c>Section:Key</c>; a later layer wins over an earlier one.</summary>
/// <param name="Name">What a message calls the layer when it has no better name for one of its keys.</param>
/// <param name="Values">Values by key; keys compare without case.</param>
/// <param name="DescribeSource">Names the exact source of a key, for messages.</param>
internal sealed record ConfigurationLayer(
    string Name,
    IReadOnlyDictionary<string, string?> Values,
    Func<string, string> DescribeSource)
{
    /// <summary>Creates a layer all of whose keys come from the same source.</summary>
    public static ConfigurationLayer Create(string name, IReadOnlyDictionary<string, string?> values) =>
        new(name, values, _ => name);
}
