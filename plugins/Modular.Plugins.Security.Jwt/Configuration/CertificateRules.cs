namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>Checks <c>Jwt:Certificates</c>.</summary>
internal static class CertificateRules
{
    private const int ThumbprintLength = 64;
    private const int MaxNameLength = 256;

    /// <summary>Checks.</summary>
    /// <param name="options">Section <c>Jwt</c>.</param>
    /// <param name="mistakes">Takes every mistake.</param>
    public static void Check(JwtOptions options, List<string> mistakes)
    {
        for (var i = 0; i < options.Certificates.Count; i++)
        {
            var certificate = options.Certificates[i];
            var path = $"Jwt:Certificates:{i}";
            if (certificate is { CommonName: null or "", DnsName: null or "", Uri: null or "", Thumbprint: null or "" })
            {
                mistakes.Add($"{path} fits no certificate: set CommonName, DnsName, Uri or Thumbprint.");
            }

            if (certificate.Thumbprint is { Length: > 0 } thumbprint
                && (thumbprint.Length != ThumbprintLength || !thumbprint.All(char.IsAsciiHexDigit)))
            {
                mistakes.Add($"{path}:Thumbprint is no SHA-256 of {ThumbprintLength} hexadecimal digits.");
            }

            if (certificate.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > MaxNameLength || name.Any(char.IsControl)))
            {
                mistakes.Add($"{path}:Name is empty, longer than {MaxNameLength} characters, or holds control characters.");
            }

            if (string.IsNullOrEmpty(certificate.Name) && certificate is { CommonName: null or "", DnsName: null or "", Uri: null or "" })
            {
                mistakes.Add($"{path}:Name is missing: a thumbprint alone gives the caller no name.");
            }
        }
    }
}
