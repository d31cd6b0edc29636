using Modular.Odx.Archives;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.Mapping;
using Modular.Odx.References;

namespace Modular.Odx.Conversion;

/// <summary>Makes MDD databases of the documents of an archive.</summary>
/// <example>
/// <code>
/// using var archive = OdxArchive.Open("Wiper.pdx");
/// var conversion = OdxConverter.Convert(archive);
/// foreach (var database in conversion.Databases)
/// {
///     database.Save(database.Description.EcuName + ".mdd");
/// }
/// </code>
/// </example>
public static class OdxConverter
{
    /// <summary>Name of a database that holds functional groups and no ECU.</summary>
    public const string FunctionalGroupsName = "functional_groups";

    /// <summary>Converts all of an archive.</summary>
    /// <param name="archive">Where the documents are.</param>
    /// <param name="options">How to convert; null for strictly and all of it.</param>
    /// <param name="progress">Told about the progress, on the calling thread's context.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    /// <exception cref="OdxFormatException">The archive or a document cannot be read.</exception>
    /// <exception cref="OdxConversionException">The description is wrong.</exception>
    public static OdxConversion Convert(
        OdxArchive archive, OdxConversionOptions? options = null, IProgress<OdxProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        options ??= new OdxConversionOptions();
        var documents = DocumentLoader.Load(archive, progress, cancellationToken);
        progress?.Report(new OdxProgress("linking", 1));
        var losses = new LossList();
        var problems = new ProblemList(options.IsLenient, losses);
        var set = new DocumentSet(documents, problems);
        var references = new ReferenceResolver(set, problems);
        new LayerLinker(set, references, problems).Link();
        progress?.Report(new OdxProgress("mapping", 1));
        var session = new MappingSession(set, references, problems, losses, options);
        var databases = new DatabaseMapper(session, archive, cancellationToken).Map();
        if (problems.ErrorCount > 0)
        {
            throw new OdxConversionException(archive.Name, problems.Problems, problems.ErrorCount);
        }

        return new OdxConversion(databases, new LossReport(documents, losses), problems.Problems);
    }
}
