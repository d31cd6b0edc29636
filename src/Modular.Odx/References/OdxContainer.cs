using Modular.Odx.Documents;

namespace Modular.Odx.References;

/// <summary>The one container of a document: the scope of its identifiers.</summary>
internal sealed class OdxContainer(OdxDocument document, OdxElement element)
{
    private readonly Dictionary<string, OdxElement> _ids = new(StringComparer.Ordinal);

    public OdxDocument Document { get; } = document;

    /// <summary>DIAG-LAYER-CONTAINER, COMPARAM-SPEC or COMPARAM-SUBSET.</summary>
    public OdxElement Element { get; } = element;

    public string ShortName { get; } = element.ShortName;

    public List<OdxLayer> Layers { get; } = [];

    /// <summary>Adds an identifier; the first stays.</summary>
    public bool Add(string id, OdxElement element) => _ids.TryAdd(id, element);

    public OdxElement? Find(string id) => _ids.GetValueOrDefault(id);
}
