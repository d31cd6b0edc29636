using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modular.Plugins.Security.Jwt.Authentication.Certificates;

/// <summary>The names in a certificate. Those that could end up in a log or own a lock only when they are fit for it.</summary>
/// <param name="CommonNames">Common names of the subject.</param>
/// <param name="DnsNames">DNS names (subject alternative name).</param>
/// <param name="Uris">URIs (subject alternative name).</param>
/// <param name="Thumbprint">SHA-256 of the certificate.</param>
internal sealed record CertificateNames(
    IReadOnlyList<string> CommonNames, IReadOnlyList<string> DnsNames, IReadOnlyList<string> Uris, Sha256Value Thumbprint)
{
    private const string CommonName = "2.5.4.3";
    private const string SubjectAlternativeName = "2.5.29.17";
    private const int MaxNameLength = 256;
    private const int MaxNames = 64;

    // RFC 5280, 4.2.1.6.
    private static readonly Asn1Tag UriTag = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag DnsTag = new(TagClass.ContextSpecific, 2);

    /// <summary>Reads the names.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The names.</returns>
    public static CertificateNames Read(X509Certificate2 certificate)
    {
        // By parts: in the subject as one text, a name that holds ", O=" could pass for an organisation.
        var commonNames = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(static part => !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName)
            .Select(static part => part.GetSingleElementValue())
            .Where(IsFit)
            .Take(MaxNames)
            .ToList();
        var (dnsNames, uris) = ReadAlternatives(certificate);
        return new CertificateNames(commonNames!, dnsNames, uris, Sha256Value.Of(certificate));
    }

    private static (List<string> DnsNames, List<string> Uris) ReadAlternatives(X509Certificate2 certificate)
    {
        var (dnsNames, uris) = (new List<string>(), new List<string>());
        if (certificate.Extensions[SubjectAlternativeName] is not { } extension)
        {
            return (dnsNames, uris);
        }

        try
        {
            var names = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (names.HasData && dnsNames.Count + uris.Count < MaxNames)
            {
                var tag = names.PeekTag();
                if (tag == UriTag || tag == DnsTag)
                {
                    var name = names.ReadCharacterString(UniversalTagNumber.IA5String, tag);
                    if (IsFit(name))
                    {
                        (tag == UriTag ? uris : dnsNames).Add(name);
                    }
                }
                else
                {
                    names.ReadEncodedValue();
                }
            }
        }
        catch (Exception exception) when (exception is AsnContentException or CryptographicException)
        {
            return ([], []);
        }

        return (dnsNames, uris);
    }

    private static bool IsFit(string? name) => !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(char.IsControl);
}
