using Modular.Mdd;
using Modular.Odx.Documents;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Makes one definition per element, or per element and layer where the layer decides what names mean.</summary>
internal sealed class DefinitionMemo<T>(MappingSession session, Func<OdxElement, OdxLayer?, T?> make)
    where T : class
{
    private readonly Dictionary<OdxElement, T?> _anywhere = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(OdxElement Element, OdxLayer? Scope), (T? Definition, IReadOnlySet<(NameSpace, string)> Names)> _inScope = [];
    private readonly HashSet<(OdxElement Element, OdxLayer? Scope)> _open = [];

    /// <summary>The definition of an element; null where it has none or would contain itself.</summary>
    public T? Get(OdxElement element, OdxLayer? scope)
    {
        if (_anywhere.TryGetValue(element, out var known))
        {
            return known;
        }

        if (_inScope.TryGetValue((element, scope), out var bound))
        {
            session.Scopes.Use(bound.Names);
            return bound.Definition;
        }

        element.Mark();
        if (!_open.Add((element, scope)))
        {
            return null;
        }

        return session.Scopes.Depth >= MddOptions.Default.MaxDepth ? TooDeep(element, scope) : Make(element, scope);
    }

    /// <summary>Whether the element is being made at present, so that a reference to it closes a circle.</summary>
    public bool IsOpen(OdxElement element, OdxLayer? scope) => _open.Contains((element, scope));

    /// <summary>The names on which the definition depends.</summary>
    public IReadOnlySet<(NameSpace, string)> NamesOf(OdxElement element, OdxLayer? scope) =>
        _inScope.TryGetValue((element, scope), out var bound) ? bound.Names : new HashSet<(NameSpace, string)>();

    private T? TooDeep(OdxElement element, OdxLayer? scope)
    {
        _open.Remove((element, scope));
        session.Problems.Error(element, $"elements contain one another deeper than the {MddOptions.Default.MaxDepth} tables that a database allows.");
        return null;
    }

    private T? Make(OdxElement element, OdxLayer? scope)
    {
        var outer = session.Scopes.Begin();
        session.Scopes.Depth++;
        var isDone = false;
        T? definition = null;
        try
        {
            definition = make(element, scope);
            isDone = true;
        }
        finally
        {
            session.Scopes.Depth--;
            _open.Remove((element, scope));
            var names = session.Scopes.End(outer);
            if (isDone && names.Count == 0)
            {
                _anywhere.Add(element, definition);
            }
            else if (isDone)
            {
                _inScope.Add((element, scope), (definition, names));
            }
        }

        return definition;
    }
}
