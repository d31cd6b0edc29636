namespace Modular.Odx.Documents;

/// <summary>One ODX file: its root and what the reader left out.</summary>
internal sealed class OdxDocument
{
    public OdxDocument(string name, OdxElement root, string modelVersion, int elementCount, IReadOnlyList<UnreadPart> unread)
    {
        Name = name;
        Root = root;
        ModelVersion = modelVersion;
        ElementCount = elementCount;
        Unread = unread;
        root.Document = this;
    }

    /// <summary>Name of the file within the archive.</summary>
    public string Name { get; }

    public OdxElement Root { get; }

    public string ModelVersion { get; }

    /// <summary>How many elements the file has, kept or not.</summary>
    public int ElementCount { get; }

    /// <summary>What the catalogue does not keep.</summary>
    public IReadOnlyList<UnreadPart> Unread { get; }
}
