using System.Collections.Concurrent;
using System.Text.Json;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>Identifiers and paths of components, made once per ECU name. Safe for concurrent use.</summary>
/// <remarks>Grows with the names of ECUs that have a database, never with what callers ask for.</remarks>
internal sealed class ComponentLinks
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Identifier and path of a component.</summary>
    /// <param name="ecuName">Name of an ECU that exists.</param>
    /// <returns>Both.</returns>
    public Entry For(string ecuName) => _entries.GetOrAdd(ecuName, static name => new Entry(name));

    /// <summary>Writes a link.</summary>
    /// <param name="json">Takes the member.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="origin">Scheme and host.</param>
    /// <param name="path">Path of the component or collection.</param>
    /// <param name="tail">What follows, with its slash; may be empty.</param>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string origin, string path, string tail)
    {
        json.WritePropertyName(name);
        json.WriteStringValueSegment(origin, isFinalSegment: false);
        json.WriteStringValueSegment(path, isFinalSegment: false);
        json.WriteStringValueSegment(tail, isFinalSegment: true);
    }

    /// <summary>Identifier and path of one component.</summary>
    internal sealed class Entry
    {
        /// <summary>Makes them.</summary>
        /// <param name="ecuName">Name of the ECU.</param>
        public Entry(string ecuName)
        {
            Id = ecuName.ToLowerInvariant();
            Path = $"{ReferencePaths.Components}/{Uri.EscapeDataString(Id)}";
        }

        /// <summary>Identifier: the name in lower case.</summary>
        public string Id { get; }

        /// <summary>Path of the component.</summary>
        public string Path { get; }
    }
}
