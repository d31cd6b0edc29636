using System.Text;
using Modular.Odx.Documents;

namespace Modular.Odx.Conversion;

/// <summary>Where an element stands, for people: names of elements, with short names in brackets.</summary>
internal static class ElementPath
{
    public static string Of(OdxElement element)
    {
        var parts = new Stack<OdxElement>();
        for (var part = element; part is not null; part = part.Parent)
        {
            parts.Push(part);
        }

        var text = new StringBuilder();
        foreach (var part in parts)
        {
            text.Append('/').Append(part.Name);
            if (part.ShortName is { Length: > 0 } name)
            {
                text.Append('[').Append(name).Append(']');
            }
        }

        return text.ToString();
    }

    public static string Of(OdxElement parent, string child) => $"{Of(parent)}/{child}";
}
