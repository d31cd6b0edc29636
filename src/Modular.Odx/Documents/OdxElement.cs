namespace Modular.Odx.Documents;

/// <summary>An element of an ODX document, kept as small as a description of a hundred megabytes asks for.</summary>
/// <remarks>
/// Only what the catalogue keeps is here. <see cref="Mark"/> tells what became part of the database; whatever stays
/// unmarked is reported as lost.
/// </remarks>
internal sealed class OdxElement(string name, OdxElement? parent, int line)
{
    private string[]? _attributes;
    private OdxElement? _firstChild;
    private OdxElement? _next;

    /// <summary>The standard's name, for example DIAG-SERVICE.</summary>
    public string Name { get; } = name;

    public OdxElement? Parent { get; } = parent;

    /// <summary>Line of the start tag, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>The text, exactly as in the document; empty where there is none.</summary>
    public string Text { get; private set; } = string.Empty;

    /// <summary>Whether it became part of the database.</summary>
    public bool IsMarked { get; private set; }

    /// <summary>The document, set on the root only.</summary>
    public OdxDocument? Document { get; set; }

    public ChildSequence Children => new(_firstChild);

    /// <summary>SHORT-NAME, trimmed; empty where there is none.</summary>
    public string ShortName => Find("SHORT-NAME")?.Text.Trim() ?? string.Empty;

    public string? Id => Attribute("ID");

    public OdxElement Root
    {
        get
        {
            var element = this;
            while (element.Parent is { } parent)
            {
                element = parent;
            }

            return element;
        }
    }

    public void Mark() => IsMarked = true;

    public string? Attribute(string name)
    {
        for (var index = 0; _attributes is not null && index < _attributes.Length; index += 2)
        {
            if (_attributes[index] == name)
            {
                return _attributes[index + 1];
            }
        }

        return null;
    }

    /// <summary>The first child of a name, left unmarked.</summary>
    public OdxElement? Find(string name)
    {
        for (var child = _firstChild; child is not null; child = child._next)
        {
            if (child.Name == name)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The first child of a name, marked as used.</summary>
    public OdxElement? Take(string name)
    {
        var child = Find(name);
        child?.Mark();
        return child;
    }

    /// <summary>The first child whose name is among some, marked as used.</summary>
    public OdxElement? TakeAny(params ReadOnlySpan<string> names)
    {
        for (var child = _firstChild; child is not null; child = child._next)
        {
            if (names.Contains(child.Name))
            {
                child.Mark();
                return child;
            }
        }

        return null;
    }

    /// <summary>Children of a name within a list element, both marked as used.</summary>
    public IEnumerable<OdxElement> TakeList(string list, string name)
    {
        if (Take(list) is { } element)
        {
            foreach (var child in element.TakeAll(name))
            {
                yield return child;
            }
        }
    }

    /// <summary>All children of a name, marked as used.</summary>
    public IEnumerable<OdxElement> TakeAll(string name)
    {
        for (var child = _firstChild; child is not null; child = child._next)
        {
            if (child.Name == name)
            {
                child.Mark();
                yield return child;
            }
        }
    }

    /// <summary>Text of the first child of a name, marked as used; null where there is none.</summary>
    public string? TakeText(string name) => Take(name)?.Text;

    /// <summary>The first enclosing element of a name among some.</summary>
    public OdxElement? Enclosing(Func<string, bool> isWanted)
    {
        for (var element = this; element is not null; element = element.Parent)
        {
            if (isWanted(element.Name))
            {
                return element;
            }
        }

        return null;
    }

    internal void SetText(string text) => Text = text;

    internal void SetAttributes(string[] attributes) => _attributes = attributes;

    /// <summary>Appends a child; the reader knows the last one.</summary>
    internal void Append(OdxElement child, OdxElement? last)
    {
        if (last is null)
        {
            _firstChild = child;
        }
        else
        {
            last._next = child;
        }
    }

    /// <summary>Walks the children without allocating.</summary>
    internal readonly struct ChildSequence(OdxElement? first)
    {
        public Enumerator GetEnumerator() => new(first);

        internal struct Enumerator(OdxElement? first)
        {
            private OdxElement? _next = first;

            public OdxElement Current { get; private set; } = null!;

            public bool MoveNext()
            {
                if (_next is null)
                {
                    return false;
                }

                Current = _next;
                _next = _next._next;
                return true;
            }
        }
    }
}
