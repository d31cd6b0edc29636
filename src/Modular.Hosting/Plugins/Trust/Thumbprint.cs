using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>SHA-256 as 64 upper-case hexadecimal digits.</summary>
internal static class Thumbprint
{
    /// <summary>The thumbprint of a certificate.</summary>
    public static string Of(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>The hash of some bytes.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    /// <summary>Reads what an operator wrote; colons between bytes are allowed, as tools print them.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out string? thumbprint)
    {
        var digits = text.Replace(":", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
        thumbprint = digits.Length == 2 * SHA256.HashSizeInBytes && digits.All(char.IsAsciiHexDigit) ? digits : null;
        return thumbprint is not null;
    }
}
