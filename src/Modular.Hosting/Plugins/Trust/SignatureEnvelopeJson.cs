using System.Buffers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Reads and writes <c>plugin.json.sig</c>. Everything in it is foreign until it is verified, so everything has a bound.</summary>
internal static class SignatureEnvelopeJson
{
    /// <summary>Largest signature file that is read, in bytes.</summary>
    public const int MaximumBytes = 64 * 1024;

    private const int Schema = 1;
    private const int MaximumCertificates = 8;
    private const int MaximumSignatureBytes = 1024;

    /// <summary>Reads an envelope; the caller disposes it.</summary>
    /// <exception cref="PluginProblemException">It is none.</exception>
    public static SignatureEnvelope Read(ReadOnlyMemory<byte> utf8Json)
    {
        if (utf8Json.Length > MaximumBytes)
        {
            throw Malformed($"is larger than {MaximumBytes} bytes");
        }

        var certificates = new List<X509Certificate2>();
        try
        {
            using var document = JsonDocument.Parse(utf8Json, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (!root.GetProperty("schema").TryGetInt32(out var schema) || schema != Schema)
            {
                throw Malformed($"is not of schema {Schema}");
            }

            var items = root.GetProperty("certificates");
            if (items.GetArrayLength() is 0 or > MaximumCertificates)
            {
                throw Malformed($"holds no certificate, or more than {MaximumCertificates}");
            }

            var signature = root.GetProperty("signature").GetBytesFromBase64();
            if (signature.Length is 0 or > MaximumSignatureBytes)
            {
                throw Malformed("holds a signature of a length that no algorithm has");
            }

            var algorithm = root.GetProperty("algorithm").GetString() ?? string.Empty;
            foreach (var item in items.EnumerateArray())
            {
                certificates.Add(X509Certificate2.CreateFromPem(item.GetString()));
            }

            return new SignatureEnvelope(algorithm, certificates, signature);
        }
        catch (Exception exception) when (exception
            is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or CryptographicException or PluginProblemException)
        {
            certificates.ForEach(static certificate => certificate.Dispose());
            throw exception as PluginProblemException ?? Malformed($"is no signature ({exception.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Writes an envelope.</summary>
    public static byte[] Write(SignatureEnvelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema", Schema);
            writer.WriteString("algorithm", envelope.Algorithm);
            writer.WriteStartArray("certificates");
            foreach (var certificate in envelope.Certificates)
            {
                writer.WriteStringValue(certificate.ExportCertificatePem());
            }

            writer.WriteEndArray();
            writer.WriteBase64String("signature", envelope.Signature.Span);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static PluginProblemException Malformed(string reason) =>
        new(PluginReasonCode.SignatureMalformed, $"{PluginPackage.SignatureFile} {reason}.");
}
