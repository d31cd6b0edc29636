using Modular.Odx.Conversion;
using Modular.Odx.Documents;

namespace Modular.Odx.References;

/// <summary>All documents of an archive, with their identifiers, layers and inheritance.</summary>
internal sealed class DocumentSet
{
    private static readonly string[] LayerLists = ["PROTOCOLS", "FUNCTIONAL-GROUPS", "ECU-SHARED-DATAS", "BASE-VARIANTS", "ECU-VARIANTS"];
    private readonly Dictionary<string, OdxContainer> _containers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OdxLayer> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<OdxElement, OdxLayer> _layerOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OdxElement, OdxContainer> _containerOf = new(ReferenceEqualityComparer.Instance);
    private readonly ProblemList _problems;

    public DocumentSet(IReadOnlyList<OdxDocument> documents, ProblemList problems)
    {
        _problems = problems;
        Documents = documents;
        foreach (var document in documents)
        {
            AddDocument(document);
        }
    }

    public IReadOnlyList<OdxDocument> Documents { get; }

    public List<OdxContainer> Containers { get; } = [];

    /// <summary>All layers in the order of the archive, within a document by kind.</summary>
    public List<OdxLayer> Layers { get; } = [];

    public OdxContainer ContainerOf(OdxElement element) => _containerOf[element.Root];

    public OdxLayer? FindLayer(OdxElement element) => _layerOf.GetValueOrDefault(element);

    /// <summary>The layer an element is declared in; null within com-param documents.</summary>
    public OdxLayer? LayerAround(OdxElement element) =>
        element.Enclosing(static name => OdxLayer.KindOf(name) is not null) is { } layer ? FindLayer(layer) : null;

    /// <summary>A document fragment by the name that DOCREF gives: a container's or a layer's short name.</summary>
    public OdxContainer? FindFragment(string name) =>
        _containers.GetValueOrDefault(name) ?? _layers.GetValueOrDefault(name)?.Container;

    public IEnumerable<OdxLayer> LayersNamed(string name, LayerKind kind) =>
        Layers.Where(layer => layer.Kind == kind && layer.ShortName == name);

    private void AddDocument(OdxDocument document)
    {
        var any = false;
        foreach (var element in document.Root.Children)
        {
            if (any)
            {
                _problems.Error(element, "a document holds one container, this is a second one.");
                return;
            }

            any = true;
            AddContainer(document, element);
        }
    }

    private void AddContainer(OdxDocument document, OdxElement element)
    {
        var container = new OdxContainer(document, element);
        document.Root.Mark();
        element.Mark();
        _containerOf.Add(document.Root, container);
        if (container.ShortName.Length == 0)
        {
            _problems.Error(element, $"{element.Name} has no SHORT-NAME.");
        }

        if (!_containers.TryAdd(container.ShortName, container))
        {
            var other = _containers[container.ShortName].Document.Name;
            _problems.Recoverable(element, $"two documents are named {container.ShortName}: {other} and {document.Name}. References by that name find the first.");
        }

        Containers.Add(container);
        if (element.Name == "DIAG-LAYER-CONTAINER")
        {
            AddLayers(container);
        }

        AddIdentifiers(container, element);
    }

    private void AddLayers(OdxContainer container)
    {
        foreach (var list in LayerLists)
        {
            foreach (var child in container.Element.Find(list)?.Children ?? default)
            {
                var layer = new OdxLayer(child, OdxLayer.KindOf(child.Name)!.Value, container);
                if (layer.ShortName.Length == 0)
                {
                    _problems.Error(child, $"{child.Name} has no SHORT-NAME.");
                }

                if (!_layers.TryAdd(layer.ShortName, layer))
                {
                    _problems.Recoverable(child, $"two layers are named {layer.ShortName}: here and in {_layers[layer.ShortName].Container.Document.Name}. References by that name find the first.");
                }

                container.Layers.Add(layer);
                Layers.Add(layer);
                _layerOf.Add(child, layer);
            }
        }
    }

    /// <summary>Walks all elements; depth was bounded when the document was read.</summary>
    private void AddIdentifiers(OdxContainer container, OdxElement element)
    {
        if (element.Id is { } id && !container.Add(id, element))
        {
            var first = container.Find(id)!;
            _problems.Recoverable(element, $"the ID {id} is taken by {first.Name} {first.ShortName} in line {first.Line}. References find the first.");
        }

        foreach (var child in element.Children)
        {
            AddIdentifiers(container, child);
        }
    }
}
