using System.IO.Compression;
using System.Text;
using Modular.Odx.Archives;
using Modular.Odx.Conversion;

namespace Modular.Odx.Tests.Support;

/// <summary>PDX files made of texts, in memory.</summary>
internal static class MemoryPdx
{
    public const string Name = "test.pdx";

    public static byte[] Zip(params (string Name, string Content)[] files) => ZipBytes([.. files.Select(static file => (file.Name, Encoding.UTF8.GetBytes(file.Content)))]);

    public static byte[] ZipBytes(params (string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static OdxArchive Open(byte[] zip, OdxLimits? limits = null) => OdxArchive.OpenPdx(Name, new MemoryStream(zip), limits);

    public static OdxConversion Convert(string document, OdxConversionOptions? options = null) => Convert([("a.odx-d", document)], options);

    public static OdxConversion Convert((string Name, string Content)[] files, OdxConversionOptions? options = null)
    {
        using var archive = Open(Zip(files));
        return OdxConverter.Convert(archive, options);
    }

    /// <summary>Converts a description that is wrong.</summary>
    public static OdxConversionException Refuse(string document) => Assert.Throws<OdxConversionException>(() => Convert(document));

    /// <summary>Converts a description leniently and gives its warnings.</summary>
    public static OdxConversion ConvertLeniently(string document) => Convert(document, new OdxConversionOptions { IsLenient = true });
}
