using System.Xml;
using Modular.Odx.Catalogue;
using Modular.Odx.Losses;

namespace Modular.Odx.Documents;

/// <summary>Reads an ODX document in one pass. Neither entities nor document types are processed, and every size is bounded.</summary>
internal sealed class OdxDocumentReader
{
    private const string InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";
    private const int ChunkSize = 4096;
    private readonly ElementCatalogue _catalogue = ElementCatalogue.Instance;
    private readonly TextPool _pool;
    private readonly NameTable _names = new();
    private readonly OdxLimits _limits;
    private readonly string _name;
    private readonly List<UnreadPart> _unread = [];
    private readonly Stack<Frame> _open = new();
    private readonly List<string> _attributes = [];
    private char[] _text = new char[ChunkSize];
    private int _textLength;
    private int _elements;

    private OdxDocumentReader(string name, TextPool pool, OdxLimits limits)
    {
        _name = name;
        _pool = pool;
        _limits = limits;
        foreach (var rule in _catalogue.Rules)
        {
            _names.Add(rule.Name);
        }
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="OdxFormatException">It is no well-formed ODX of a known version, or exceeds a limit.</exception>
    public static OdxDocument Read(string name, Stream stream, TextPool pool, OdxLimits limits, CancellationToken stop = default)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = limits.MaxEntryBytes,
            CloseInput = false,
        };
        var reader = new OdxDocumentReader(name, pool, limits);
        settings.NameTable = reader._names;
        try
        {
            using var xml = XmlReader.Create(stream, settings);
            return reader.Read(xml, stop);
        }
        catch (XmlException exception)
        {
            throw new OdxFormatException(name, $"this is no well-formed XML: {exception.Message}", exception.LineNumber, exception);
        }
        catch (Exception exception) when (exception is System.Text.DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            throw new OdxFormatException(name, $"the text's encoding is wrong: {exception.Message}", inner: exception);
        }
    }

    private OdxDocument Read(XmlReader xml, CancellationToken stop)
    {
        var lines = (IXmlLineInfo)xml;
        OdxElement? root = null;
        while (xml.Read())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    stop.ThrowIfCancellationRequested();
                    if (root is null)
                    {
                        root = StartRoot(xml, lines);
                    }
                    else
                    {
                        StartElement(xml, lines);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    ReadText(xml, lines);
                    break;
                case XmlNodeType.Whitespace:
                    if (_open.TryPeek(out var around) && !around.HasChildren)
                    {
                        ReadText(xml, lines);
                    }

                    break;
                case XmlNodeType.EndElement:
                    EndElement();
                    break;
                case XmlNodeType.EntityReference:
                    throw Error("entities are not allowed.", lines.LineNumber);
            }
        }

        return new OdxDocument(_name, root!, root!.Attribute("MODEL-VERSION") ?? root.Attribute("VERSION") ?? string.Empty, _elements, _unread);
    }

    private OdxElement StartRoot(XmlReader xml, IXmlLineInfo lines)
    {
        if (xml.LocalName != "ODX")
        {
            throw Error($"the document is no ODX: its root is {xml.LocalName}.", lines.LineNumber);
        }

        var root = new OdxElement("ODX", null, lines.LineNumber);
        ReadAttributes(xml, root, _catalogue.Find("ODX"), lines);
        _elements++;
        var version = root.Attribute("MODEL-VERSION") ?? root.Attribute("VERSION");
        if (version is null || !(version is "2.0" or "2.1" or "2.2"
            || version.StartsWith("2.0.", StringComparison.Ordinal) || version.StartsWith("2.1.", StringComparison.Ordinal) || version.StartsWith("2.2.", StringComparison.Ordinal)))
        {
            throw Error(version is null ? "ODX has no MODEL-VERSION." : $"MODEL-VERSION {version} is none of 2.0, 2.1 and 2.2.", lines.LineNumber);
        }

        if (!xml.IsEmptyElement)
        {
            _open.Push(new Frame(root, _catalogue.Find(root.Name), null, HasChildren: false));
        }

        return root;
    }

    private void StartElement(XmlReader xml, IXmlLineInfo lines)
    {
        if (_open.Count >= _limits.MaxDepth)
        {
            throw Error($"elements are nested deeper than the {_limits.MaxDepth} levels allowed.", lines.LineNumber);
        }

        CountElement(lines);
        var frame = _open.Pop();
        DropText(frame.Element, lines);
        var name = xml.LocalName;
        var loss = _catalogue.FindLoss(frame.Rule, name);
        if (loss is { } reason)
        {
            _unread.Add(new UnreadPart(frame.Element, name, lines.LineNumber, reason));
            if (reason != LossReason.ShortName)
            {
                _open.Push(frame with { HasChildren = true });
                SkipElement(xml, lines);
                return;
            }
        }

        var element = new OdxElement(name, frame.Element, lines.LineNumber);
        frame.Element.Append(element, frame.Last);
        _open.Push(frame with { Last = element, HasChildren = true });
        var isEmpty = xml.IsEmptyElement;
        var rule = _catalogue.Find(name);
        if (xml.HasAttributes)
        {
            ReadAttributes(xml, element, rule, lines);
        }

        if (!isEmpty)
        {
            _open.Push(new Frame(element, rule, null, HasChildren: false));
        }
    }

    private void EndElement()
    {
        var frame = _open.Pop();
        if (!frame.HasChildren && _textLength > 0)
        {
            frame.Element.SetText(_pool.Get(_text.AsSpan(0, _textLength)));
        }

        _textLength = 0;
    }

    private void SkipElement(XmlReader xml, IXmlLineInfo lines)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                CountElement(lines);
                if (xml.Depth > _limits.MaxDepth)
                {
                    throw Error($"elements are nested deeper than the {_limits.MaxDepth} levels allowed.", lines.LineNumber);
                }
            }
        }
    }

    private void ReadAttributes(XmlReader xml, OdxElement element, ElementRule? rule, IXmlLineInfo lines)
    {
        if (xml.AttributeCount > _limits.MaxAttributes)
        {
            throw Error($"{element.Name} has {xml.AttributeCount} attributes, more than the {_limits.MaxAttributes} allowed.", lines.LineNumber);
        }

        _attributes.Clear();
        while (xml.MoveToNextAttribute())
        {
            var isType = xml.NamespaceURI == InstanceNamespace && xml.LocalName == "type";
            if (xml.NamespaceURI.Length > 0 && !isType)
            {
                // Namespace declarations, the schema's location and xml:space say nothing about a vehicle.
                continue;
            }

            var name = xml.LocalName;
            if (_catalogue.FindLoss(rule, "@" + name) is { } reason)
            {
                _unread.Add(new UnreadPart(element, "@" + name, lines.LineNumber, reason));
                continue;
            }

            var value = xml.Value;
            if (value.Length > _limits.MaxTextLength)
            {
                throw Error($"the attribute {name} has {value.Length} characters, more than the {_limits.MaxTextLength} allowed.", lines.LineNumber);
            }

            _attributes.Add(name);
            _attributes.Add(_pool.Get(isType ? value.AsSpan(value.IndexOf(':', StringComparison.Ordinal) + 1) : value));
        }

        xml.MoveToElement();
        if (_attributes.Count > 0)
        {
            element.SetAttributes([.. _attributes]);
        }
    }

    private void ReadText(XmlReader xml, IXmlLineInfo lines)
    {
        if (_open.Peek() is { HasChildren: true } frame)
        {
            _unread.Add(new UnreadPart(frame.Element, "text()", lines.LineNumber, LossReason.Unknown));
            return;
        }

        int read;
        do
        {
            if (_textLength + ChunkSize > _text.Length)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }

            read = xml.ReadValueChunk(_text, _textLength, ChunkSize);
            _textLength += read;
            if (_textLength > _limits.MaxTextLength)
            {
                throw Error($"a text has more than the {_limits.MaxTextLength} characters allowed.", lines.LineNumber);
            }
        }
        while (read > 0);
    }

    /// <summary>Text before a child element: white space to indent, or something that has no meaning in ODX.</summary>
    private void DropText(OdxElement element, IXmlLineInfo lines)
    {
        if (!_text.AsSpan(0, _textLength).IsWhiteSpace())
        {
            _unread.Add(new UnreadPart(element, "text()", lines.LineNumber, LossReason.Unknown));
        }

        _textLength = 0;
    }

    private void CountElement(IXmlLineInfo lines)
    {
        if (++_elements > _limits.MaxElements)
        {
            throw Error($"the document has more than the {_limits.MaxElements} elements allowed.", lines.LineNumber);
        }
    }

    private OdxFormatException Error(string reason, int line) => new(_name, reason, line);

    private readonly record struct Frame(OdxElement Element, ElementRule? Rule, OdxElement? Last, bool HasChildren);
}
