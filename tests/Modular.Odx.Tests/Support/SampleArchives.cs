using Modular.Odx.Archives;
using Modular.Odx.Conversion;

namespace Modular.Odx.Tests.Support;

/// <summary>The ODX files of the conformance data.</summary>
internal static class SampleArchives
{
    public static string PathOf(string name) => Path.Combine(RepositoryPaths.SharedData!, "odx", name);

    public static OdxConversion Convert(string name, OdxConversionOptions? options = null)
    {
        using var archive = OdxArchive.Open(PathOf(name));
        return OdxConverter.Convert(archive, options);
    }
}
