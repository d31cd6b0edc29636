using Modular.Odx.Archives;
using Modular.Odx.Documents;
using Modular.Odx.References;

namespace Modular.Odx.Summaries;

/// <summary>Counts what the documents of an archive hold, without following references.</summary>
public static class OdxSummary
{
    /// <summary>Reads the documents one after another.</summary>
    /// <exception cref="OdxFormatException">A document cannot be read.</exception>
    public static IEnumerable<DocumentSummary> Read(OdxArchive archive, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        return DocumentLoader.Load(archive, null, cancellationToken).Select(Of);
    }

    private static DocumentSummary Of(OdxDocument document)
    {
        OdxElement? container = null;
        foreach (var child in document.Root.Children)
        {
            container ??= child;
        }

        string? revision = null;
        foreach (var one in container?.Find("ADMIN-DATA")?.Find("DOC-REVISIONS")?.Children ?? default)
        {
            revision = one.Find("REVISION-LABEL")?.Text ?? revision;
        }

        var layers = new List<LayerSummary>();
        foreach (var list in container?.Children ?? default)
        {
            foreach (var layer in list.Children)
            {
                if (OdxLayer.KindOf(layer.Name) is not null)
                {
                    layers.Add(Layer(layer));
                }
            }
        }

        return new DocumentSummary(
            document.Name, container?.Name ?? "no container that databases cover", container?.ShortName ?? string.Empty, document.ModelVersion, revision, document.ElementCount, layers);
    }

    private static LayerSummary Layer(OdxElement layer)
    {
        var dictionary = layer.Find("DIAG-DATA-DICTIONARY-SPEC");
        var properties = 0;
        var codes = 0;
        foreach (var list in dictionary?.Children ?? default)
        {
            foreach (var child in list.Children)
            {
                properties += Mapping.DopMapper.IsDop(child.Name) ? 1 : 0;
                codes += Count(child.Find("DTCS"), "DTC");
            }
        }

        var parents = new List<string>();
        foreach (var parent in layer.Find("PARENT-REFS")?.Children ?? default)
        {
            parents.Add(parent.Attribute("ID-REF") ?? string.Empty);
        }

        var comms = layer.Find("DIAG-COMMS");
        return new LayerSummary(
            layer.Name, layer.ShortName, Count(comms, "DIAG-SERVICE"), Count(comms, "SINGLE-ECU-JOB"), properties, Count(dictionary?.Find("TABLES"), "TABLE"), codes, parents);
    }

    private static int Count(OdxElement? list, string name)
    {
        var count = 0;
        foreach (var child in list?.Children ?? default)
        {
            count += child.Name == name ? 1 : 0;
        }

        return count;
    }
}
