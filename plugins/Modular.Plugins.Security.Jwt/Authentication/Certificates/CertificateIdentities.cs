using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Rights;

namespace Modular.Plugins.Security.Jwt.Authentication.Certificates;

/// <summary>Knows callers by their client certificates, which the host verified against the operator's roots. Immutable.</summary>
internal sealed class CertificateIdentities
{
    private readonly Entry[] _entries;

    /// <summary>Compiles the list.</summary>
    /// <param name="options">Validated.</param>
    public CertificateIdentities(IEnumerable<CertificateOptions> options) => _entries = [.. options.Select(static entry => new Entry(entry))];

    /// <summary>Whether there is any.</summary>
    public bool IsEmpty => _entries.Length == 0;

    /// <summary>Finds who presents a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="subject">The caller's name.</param>
    /// <param name="claims">The caller's claims.</param>
    /// <returns>False when no entry fits.</returns>
    public bool TryFind(X509Certificate2 certificate, out string subject, out JsonElement claims)
    {
        var names = CertificateNames.Read(certificate);
        foreach (var entry in _entries)
        {
            if (entry.Match(names) is { } name)
            {
                subject = name;
                claims = entry.Claims;
                return true;
            }
        }

        (subject, claims) = (string.Empty, default);
        return false;
    }

    private sealed class Entry(CertificateOptions options)
    {
        private readonly Glob? _commonName = Pattern(options.CommonName);
        private readonly Glob? _dnsName = Pattern(options.DnsName);
        private readonly Glob? _uri = Pattern(options.Uri);
        private readonly Sha256Value? _thumbprint =
            options.Thumbprint is { Length: > 0 } text ? Sha256Value.Of(Convert.FromHexString(text)) : null;

        private readonly string? _name = string.IsNullOrEmpty(options.Name) ? null : options.Name;

        public JsonElement Claims { get; } = Write(options.Claims);

        /// <summary>The caller's name, or null when the entry does not fit.</summary>
        public string? Match(CertificateNames names)
        {
            string? found = null;
            return Fits(_commonName, names.CommonNames, ref found)
                && Fits(_dnsName, names.DnsNames, ref found)
                && Fits(_uri, names.Uris, ref found)
                && (_thumbprint is null || _thumbprint == names.Thumbprint)
                ? _name ?? found
                : null;
        }

        private static bool Fits(Glob? pattern, IReadOnlyList<string> names, ref string? found)
        {
            if (pattern is not { } glob)
            {
                return true;
            }

            var match = names.FirstOrDefault(name => glob.Matches(name));
            found ??= match;
            return match is not null;
        }

        private static Glob? Pattern(string? text) => string.IsNullOrEmpty(text) ? null : new Glob(text);

        private static JsonElement Write(Dictionary<string, string[]> claims)
        {
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                foreach (var (name, values) in claims)
                {
                    json.WriteStartArray(name);
                    foreach (var value in values)
                    {
                        json.WriteStringValue(value);
                    }

                    json.WriteEndArray();
                }

                json.WriteEndObject();
            }

            using var document = JsonDocument.Parse(buffer.ToArray());
            return document.RootElement.Clone();
        }
    }
}
