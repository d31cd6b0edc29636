using Modular.Odx.Conversion;
using Modular.Odx.Documents;

namespace Modular.Odx.References;

/// <summary>Follows references by identifier: ID-REF with or without DOCREF.</summary>
internal sealed class ReferenceResolver(DocumentSet set, ProblemList problems)
{
    /// <summary>The element that a reference leads to; null, with the problem recorded, where there is none.</summary>
    public OdxElement? Resolve(OdxElement reference)
    {
        if (reference.Attribute("ID-REF") is not { Length: > 0 } id)
        {
            problems.Unresolved(reference, $"{reference.Name} has no ID-REF.");
            return null;
        }

        if (reference.Attribute("DOCREF") is { Length: > 0 } fragment)
        {
            return ResolveInFragment(reference, id, fragment);
        }

        var home = set.ContainerOf(reference);
        if (home.Find(id) is { } near)
        {
            return near;
        }

        foreach (var imported in set.LayerAround(reference)?.Imports ?? [])
        {
            if (imported.Container.Find(id) is { } found)
            {
                return found;
            }
        }

        var elsewhere = set.Containers.Where(container => container.Find(id) is not null).ToArray();
        var hint = elsewhere.Length == 0
            ? "No document of the archive has it."
            : $"{elsewhere[0].Document.Name} has it, but a reference to another document names it by DOCREF.";
        problems.Unresolved(reference, $"{reference.Name} leads to the ID {id}, which {home.Document.Name} does not have. {hint}");
        return elsewhere.Length == 1 && problems.IsLenient ? elsewhere[0].Find(id) : null;
    }

    private OdxElement? ResolveInFragment(OdxElement reference, string id, string fragment)
    {
        if (set.FindFragment(fragment) is not { } container)
        {
            problems.Unresolved(reference, $"{reference.Name} leads to the ID {id} in the document {fragment}, which the archive does not have.");
            return null;
        }

        if (container.Find(id) is { } element)
        {
            return element;
        }

        problems.Unresolved(reference, $"{reference.Name} leads to the ID {id}, which {fragment} ({container.Document.Name}) does not have.");
        return null;
    }
}
