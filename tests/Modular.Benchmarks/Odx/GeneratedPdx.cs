using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Modular.Benchmarks.Odx;

/// <summary>A PDX of any size: a base variant and variants with services that share some types and have some of their own.</summary>
internal static class GeneratedPdx
{
    private const int ParamsPerResponse = 8;
    private const int ScalesPerTable = 12;

    /// <summary>Writes the archive.</summary>
    /// <param name="path">The file.</param>
    /// <param name="megabytes">XML to generate, in units of 1 000 000 bytes.</param>
    /// <returns>How many bytes of XML there are and how many services.</returns>
    public static (long Bytes, int Services) Write(string path, int megabytes)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        using var counted = new CountingStream(zip.CreateEntry("Generated.odx-d", CompressionLevel.Fastest).Open());
        using var writer = new StreamWriter(counted, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        writer.WriteLine("""<?xml version="1.0" encoding="UTF-8"?>""");
        writer.WriteLine("""<ODX MODEL-VERSION="2.2.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><DIAG-LAYER-CONTAINER ID="DLC"><SHORT-NAME>Generated</SHORT-NAME>""");
        writer.WriteLine("""<BASE-VARIANTS><BASE-VARIANT ID="BV"><SHORT-NAME>GEN1000</SHORT-NAME>""");

        // Each part of a layer is a list of its own, so the number of services is settled first.
        var services = Math.Max(1, (int)(megabytes * 1_000_000L / BytesOfOneService()));
        WriteLayer(writer, services);
        writer.WriteLine("</BASE-VARIANT></BASE-VARIANTS></DIAG-LAYER-CONTAINER></ODX>");
        writer.Flush();
        return (counted.Written, services);
    }

    private static long BytesOfOneService()
    {
        const int Sample = 50;
        using var counted = new CountingStream(Stream.Null);
        using var writer = new StreamWriter(counted, new UTF8Encoding(false)) { NewLine = "\n" };
        WriteLayer(writer, Sample);
        writer.Flush();
        return counted.Written / Sample;
    }

    private static void WriteLayer(StreamWriter writer, int services)
    {
        writer.WriteLine(" <DIAG-DATA-DICTIONARY-SPEC>");
        writer.WriteLine("  <DATA-OBJECT-PROPS>");
        for (var service = 0; service < services; service++)
        {
            for (var param = 0; param < ParamsPerResponse; param++)
            {
                WriteDop(writer, service, param);
            }
        }

        writer.WriteLine("  </DATA-OBJECT-PROPS>");
        writer.WriteLine(" </DIAG-DATA-DICTIONARY-SPEC>");
        writer.WriteLine(" <DIAG-COMMS>");
        for (var service = 0; service < services; service++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                  <DIAG-SERVICE ID="BV.SVC.{service}" SEMANTIC="CURRENTDATA" ADDRESSING="PHYSICAL">
                   <SHORT-NAME>Measurement_{service}_Read</SHORT-NAME>
                   <LONG-NAME>Read measurement {service}</LONG-NAME>
                   <DESC><p>Reads the values of the measurement {service} as the control unit has them at present.</p></DESC>
                   <REQUEST-REF ID-REF="BV.RQ.{service}"/>
                   <POS-RESPONSE-REFS><POS-RESPONSE-REF ID-REF="BV.PR.{service}"/></POS-RESPONSE-REFS>
                  </DIAG-SERVICE>
                """));
        }

        writer.WriteLine(" </DIAG-COMMS>");
        writer.WriteLine(" <REQUESTS>");
        for (var service = 0; service < services; service++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""<REQUEST ID="BV.RQ.{service}"><SHORT-NAME>RQ_{service}</SHORT-NAME><PARAMS>"""));
            WriteConstant(writer, "SID_RQ", "SERVICE-ID", 0, 8, 0x22);
            WriteConstant(writer, "RecordDataIdentifier", "ID", 1, 16, service & 0xFFFF);
            writer.WriteLine("</PARAMS></REQUEST>");
        }

        writer.WriteLine(" </REQUESTS>");
        writer.WriteLine(" <POS-RESPONSES>");
        for (var service = 0; service < services; service++)
        {
            WriteResponse(writer, service);
        }

        writer.WriteLine(" </POS-RESPONSES>");
    }

    private static void WriteDop(StreamWriter writer, int service, int param)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
               <DATA-OBJECT-PROP ID="BV.DOP.{service}.{param}">
                <SHORT-NAME>Value_{service % 997}_{param}</SHORT-NAME>
                <LONG-NAME>Value {param} of measurement {service}</LONG-NAME>
                <COMPU-METHOD>
            """));
        if (param == 0)
        {
            writer.WriteLine("     <CATEGORY>TEXTTABLE</CATEGORY>\n     <COMPU-INTERNAL-TO-PHYS><COMPU-SCALES>");
            for (var scale = 0; scale < ScalesPerTable; scale++)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                          <COMPU-SCALE>
                           <LOWER-LIMIT INTERVAL-TYPE="CLOSED">{scale}</LOWER-LIMIT>
                           <UPPER-LIMIT INTERVAL-TYPE="CLOSED">{scale}</UPPER-LIMIT>
                           <COMPU-CONST><VT>State {scale} of {service % 211}</VT></COMPU-CONST>
                          </COMPU-SCALE>
                    """));
            }

            writer.WriteLine("     </COMPU-SCALES></COMPU-INTERNAL-TO-PHYS>");
        }
        else
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                     <CATEGORY>LINEAR</CATEGORY>
                     <COMPU-INTERNAL-TO-PHYS><COMPU-SCALES><COMPU-SCALE>
                      <COMPU-RATIONAL-COEFFS>
                       <COMPU-NUMERATOR><V>{-param * 10}</V><V>0.{(service % 89) + 1}</V></COMPU-NUMERATOR>
                       <COMPU-DENOMINATOR><V>1</V></COMPU-DENOMINATOR>
                      </COMPU-RATIONAL-COEFFS>
                     </COMPU-SCALE></COMPU-SCALES></COMPU-INTERNAL-TO-PHYS>
                """));
        }

        writer.WriteLine($"""
                </COMPU-METHOD>
                <DIAG-CODED-TYPE BASE-DATA-TYPE="A_UINT32" xsi:type="STANDARD-LENGTH-TYPE">
                 <BIT-LENGTH>16</BIT-LENGTH>
                </DIAG-CODED-TYPE>
                <PHYSICAL-TYPE BASE-DATA-TYPE="{(param == 0 ? "A_UNICODE2STRING" : "A_FLOAT64")}"/>
               </DATA-OBJECT-PROP>
            """);
    }

    private static void WriteResponse(StreamWriter writer, int service)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""<POS-RESPONSE ID="BV.PR.{service}"><SHORT-NAME>PR_{service}</SHORT-NAME><PARAMS>"""));
        WriteConstant(writer, "SID_PR", "SERVICE-ID", 0, 8, 0x62);
        WriteConstant(writer, "RecordDataIdentifier", "ID", 1, 16, service & 0xFFFF);
        for (var param = 0; param < ParamsPerResponse; param++)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                   <PARAM SEMANTIC="DATA" xsi:type="VALUE">
                    <SHORT-NAME>Value_{param}</SHORT-NAME>
                    <BYTE-POSITION>{3 + (2 * param)}</BYTE-POSITION>
                    <DOP-REF ID-REF="BV.DOP.{service}.{param}"/>
                   </PARAM>
                """));
        }

        writer.WriteLine("</PARAMS></POS-RESPONSE>");
    }

    private static void WriteConstant(StreamWriter writer, string name, string semantic, int position, int bits, int value) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
               <PARAM SEMANTIC="{semantic}" xsi:type="CODED-CONST">
                <SHORT-NAME>{name}</SHORT-NAME>
                <BYTE-POSITION>{position}</BYTE-POSITION>
                <CODED-VALUE>{value}</CODED-VALUE>
                <DIAG-CODED-TYPE BASE-DATA-TYPE="A_UINT32" xsi:type="STANDARD-LENGTH-TYPE"><BIT-LENGTH>{bits}</BIT-LENGTH></DIAG-CODED-TYPE>
               </PARAM>
            """));

    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Written;

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            Written += count;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
