using Modular.Odx.Conversion;
using Modular.Odx.Documents;

namespace Modular.Odx.References;

/// <summary>Finds what layers declare and what they inherit, and refuses circles.</summary>
internal sealed class LayerLinker(DocumentSet set, ReferenceResolver resolver, ProblemList problems)
{
    private const int MaxSteps = 32;

    private static readonly (string List, NameSpace Space)[] DictionaryLists =
    [
        ("DTC-DOPS", NameSpace.Dop), ("ENV-DATA-DESCS", NameSpace.Dop), ("DATA-OBJECT-PROPS", NameSpace.Dop), ("STRUCTURES", NameSpace.Dop),
        ("STATIC-FIELDS", NameSpace.Dop), ("DYNAMIC-LENGTH-FIELDS", NameSpace.Dop), ("DYNAMIC-ENDMARKER-FIELDS", NameSpace.Dop),
        ("END-OF-PDU-FIELDS", NameSpace.Dop), ("MUXS", NameSpace.Dop), ("ENV-DATAS", NameSpace.Dop), ("TABLES", NameSpace.Table),
    ];

    private static readonly (string List, string Item, string Reference, NameSpace Space)[] Withheld =
    [
        ("NOT-INHERITED-DIAG-COMMS", "NOT-INHERITED-DIAG-COMM", "DIAG-COMM-SNREF", NameSpace.DiagComm),
        ("NOT-INHERITED-VARIABLES", "NOT-INHERITED-VARIABLE", "DIAG-VARIABLE-SNREF", NameSpace.Variable),
        ("NOT-INHERITED-DOPS", "NOT-INHERITED-DOP", "DOP-BASE-SNREF", NameSpace.Dop),
        ("NOT-INHERITED-TABLES", "NOT-INHERITED-TABLE", "TABLE-SNREF", NameSpace.Table),
        ("NOT-INHERITED-GLOBAL-NEG-RESPONSES", "NOT-INHERITED-GLOBAL-NEG-RESPONSE", "GLOBAL-NEG-RESPONSE-SNREF", NameSpace.GlobalNegResponse),
    ];

    /// <summary>Links all layers.</summary>
    public void Link()
    {
        foreach (var layer in set.Layers)
        {
            Import(layer);
        }

        foreach (var layer in set.Layers)
        {
            Inherit(layer);
        }

        RefuseCircles();
        foreach (var layer in set.Layers)
        {
            Declare(layer);
        }
    }

    private void Import(OdxLayer layer)
    {
        foreach (var reference in layer.Element.TakeList("IMPORT-REFS", "IMPORT-REF"))
        {
            if (resolver.Resolve(reference) is { } element && set.FindLayer(element) is { } imported)
            {
                layer.Imports.Add(imported);
            }
        }
    }

    private void Inherit(OdxLayer layer)
    {
        var parents = new List<OdxParent>();
        foreach (var reference in layer.Element.TakeList("PARENT-REFS", "PARENT-REF"))
        {
            if (resolver.Resolve(reference) is not { } element)
            {
                continue;
            }

            if (set.FindLayer(element) is not { } found)
            {
                problems.Recoverable(reference, $"the PARENT-REF leads to {element.Name} {element.ShortName}, which is no layer.");
                continue;
            }

            var parent = new OdxParent(reference, found);
            foreach (var (list, item, name, space) in Withheld)
            {
                foreach (var exception in reference.TakeList(list, item))
                {
                    if (exception.Take(name)?.Attribute("SHORT-NAME") is { } withheld)
                    {
                        parent.Withhold(space, withheld);
                    }
                }
            }

            parents.Add(parent);
        }

        layer.SetParents(parents);
    }

    private void RefuseCircles()
    {
        var done = new HashSet<OdxLayer>();
        var path = new List<OdxLayer>();
        foreach (var layer in set.Layers)
        {
            Visit(layer, path, done);
        }
    }

    private void Visit(OdxLayer layer, List<OdxLayer> path, HashSet<OdxLayer> done)
    {
        if (done.Contains(layer))
        {
            return;
        }

        path.Add(layer);
        foreach (var parent in layer.Parents.ToArray())
        {
            var start = path.IndexOf(parent.Layer);
            if (start >= 0)
            {
                var circle = string.Join(" -> ", path.Skip(start).Append(parent.Layer).Select(static one => one.ShortName));
                problems.Recoverable(parent.Element, $"layers inherit in a circle: {circle}.");
                layer.SetParents([.. layer.Parents.Where(other => other != parent)]);
            }
            else if (path.Count >= MaxSteps)
            {
                problems.Recoverable(parent.Element, $"layers inherit over more than {MaxSteps} steps.");
                layer.SetParents([.. layer.Parents.Where(other => other != parent)]);
            }
            else
            {
                Visit(parent.Layer, path, done);
            }
        }

        path.RemoveAt(path.Count - 1);
        done.Add(layer);
    }

    private void Declare(OdxLayer layer)
    {
        foreach (var comm in layer.Element.Find("DIAG-COMMS")?.Children ?? default)
        {
            var declared = comm.Name == "DIAG-COMM-REF" ? resolver.Resolve(comm) : comm;
            if (declared is not null)
            {
                Declare(layer, NameSpace.DiagComm, declared);
            }
        }

        if (layer.Element.Find("DIAG-DATA-DICTIONARY-SPEC") is { } dictionary)
        {
            foreach (var (list, space) in DictionaryLists)
            {
                DeclareAll(layer, space, dictionary.Find(list));
            }
        }

        DeclareAll(layer, NameSpace.GlobalNegResponse, layer.Element.Find("GLOBAL-NEG-RESPONSES"));
        foreach (var variable in layer.Element.Find("DIAG-VARIABLES")?.Children ?? default)
        {
            if ((variable.Name == "DIAG-VARIABLE-REF" ? resolver.Resolve(variable) : variable) is { } declared)
            {
                Declare(layer, NameSpace.Variable, declared);
            }
        }
    }

    private void DeclareAll(OdxLayer layer, NameSpace space, OdxElement? list)
    {
        foreach (var child in list?.Children ?? default)
        {
            Declare(layer, space, child);
        }
    }

    private void Declare(OdxLayer layer, NameSpace space, OdxElement element)
    {
        if (element.ShortName.Length == 0)
        {
            problems.Recoverable(element, $"{element.Name} has no SHORT-NAME.");
        }
        else if (layer.Declare(space, element) is { } first && first != element)
        {
            problems.Warning(element, $"{element.Name} {element.ShortName} has the same short name as {first.Name} in line {first.Line} of the same layer; references by name find the first.");
        }
    }
}
