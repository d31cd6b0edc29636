using System.Globalization;
using Modular.Mdd.Authoring;
using Modular.Odx.Archives;
using Modular.Odx.Conversion;
using Modular.Odx.Documents;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Makes one database per base variant, or one of the functional groups where there is no ECU.</summary>
internal sealed class DatabaseMapper(MappingSession session, OdxArchive archive, CancellationToken stop)
{
    public IReadOnlyList<MddFileDefinition> Map()
    {
        var databases = new List<MddFileDefinition>();
        var bases = Layers(LayerKind.BaseVariant);
        var groups = Layers(LayerKind.FunctionalGroup);
        foreach (var layer in bases)
        {
            stop.ThrowIfCancellationRequested();
            var variants = Layers(LayerKind.EcuVariant).Where(variant => bases.Count == 1 ? !HasForeignBase(variant, layer) : variant.IsOrInherits(layer));
            databases.Add(File(layer.ShortName, layer, [layer, .. variants], groups, bases.Count == 1));
        }

        if (bases.Count == 0 && groups.Count > 0)
        {
            databases.Add(File(OdxConverter.FunctionalGroupsName, groups[0], [], groups, isOnly: true));
        }

        if (databases.Count == 0)
        {
            session.Problems.Error(session.Set.Documents[0].Root, $"{archive.Name} has neither a BASE-VARIANT nor a FUNCTIONAL-GROUP to make a database of.");
        }

        session.Layers.ReportUnbound();
        WarnOfUnknownAudiences();
        AddCodeFiles(databases);
        return databases;
    }

    /// <summary>An audience that nobody declares is most likely misspelt, and leaves out more than was meant.</summary>
    private void WarnOfUnknownAudiences()
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in session.Set.Layers)
        {
            foreach (var audience in layer.Element.Find("ADDITIONAL-AUDIENCES")?.Children ?? default)
            {
                known.Add(audience.ShortName);
            }
        }

        foreach (var name in session.Options.Audiences.Where(name => !known.Contains(name)))
        {
            session.Problems.Warning(session.Set.Documents[0].Root, $"{archive.Name} declares no additional audience {name}.");
        }
    }

    private List<OdxLayer> Layers(LayerKind kind) => [.. session.Set.Layers.Where(layer => layer.Kind == kind)];

    private static bool HasForeignBase(OdxLayer variant, OdxLayer own) =>
        variant.Ancestors.Any(layer => layer.Kind == LayerKind.BaseVariant && layer != own);

    private MddFileDefinition File(string name, OdxLayer home, IReadOnlyList<OdxLayer> variants, List<OdxLayer> groups, bool isOnly)
    {
        var layers = isOnly ? session.Set.Layers : session.Set.Layers.Where(layer => variants.Concat(groups).Any(one => one.IsOrInherits(layer)));
        var revision = Revision(home.Container.Element);
        return new MddFileDefinition
        {
            Description = new EcuDataDefinition
            {
                EcuName = name,
                Revision = revision,
                Variants = [.. variants.Select(session.Layers.Variant)],
                FunctionalGroups = [.. groups.Select(session.Layers.FunctionalGroup)],
                Dtcs = session.Dops.Dtcs.All(layers),
            },
            Metadata = Metadata(),
        };
    }

    /// <summary>The label of the last revision of a container.</summary>
    private static string? Revision(OdxElement container)
    {
        OdxElement? last = null;
        foreach (var revision in container.Take("ADMIN-DATA")?.Take("DOC-REVISIONS")?.Children ?? default)
        {
            last = revision;
        }

        last?.Mark();
        return last?.TakeText("REVISION-LABEL")?.Trim();
    }

    private Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["source"] = archive.Name };
        if (session.Options.Created is { } created)
        {
            metadata["created"] = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        if (session.Options.Converter is { } converter)
        {
            metadata["converter"] = converter;
        }

        return metadata;
    }

    private void AddCodeFiles(List<MddFileDefinition> databases)
    {
        if (session.Problems.ErrorCount == 0 && (session.Options.IncludesJobFiles || session.Options.PartialJobFiles.Count > 0))
        {
            var chunks = new CodeFilePacker(session, archive).Pack();
            foreach (var database in databases)
            {
                database.Chunks.AddRange(chunks);
            }
        }
    }
}
