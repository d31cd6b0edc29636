using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>Reads keys in PEM.</summary>
internal static class PemKey
{
    /// <summary>Reads a public key or the key of a certificate. A private key is refused: it does not belong there.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="path">Path of the configuration key, for mistakes.</param>
    /// <param name="mistakes">Takes the mistake.</param>
    /// <returns>The key, or null.</returns>
    public static AsymmetricAlgorithm? ReadPublic(string pem, string path, List<string> mistakes)
    {
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            mistakes.Add($"{path} is a private key. Give its public part: 'openssl pkey -in key.pem -pubout'.");
            return null;
        }

        return pem.Contains("BEGIN CERTIFICATE-----", StringComparison.Ordinal)
            ? ReadCertificate(pem, path, mistakes)
            : Import(pem, "public", path, mistakes);
    }

    /// <summary>Reads a private key without password.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="path">Path of the configuration key, for mistakes.</param>
    /// <param name="mistakes">Takes the mistake.</param>
    /// <returns>The key, or null.</returns>
    public static AsymmetricAlgorithm? ReadPrivate(string pem, string path, List<string> mistakes)
    {
        if (pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return Import(pem, "private", path, mistakes);
        }

        mistakes.Add($"{path} holds no private key in PEM.");
        return null;
    }

    private static AsymmetricAlgorithm? ReadCertificate(string pem, string path, List<string> mistakes)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            AsymmetricAlgorithm? key = certificate.GetRSAPublicKey();
            return Check(key ?? certificate.GetECDsaPublicKey(), path, mistakes);
        }
        catch (CryptographicException exception)
        {
            mistakes.Add($"{path} holds no readable certificate: {exception.Message}");
            return null;
        }
    }

    private static AsymmetricAlgorithm? Import(string pem, string kind, string path, List<string> mistakes)
    {
        foreach (var key in new AsymmetricAlgorithm[] { ECDsa.Create(), RSA.Create() })
        {
            try
            {
                key.ImportFromPem(pem);
                return Check(key, path, mistakes);
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                // Of the other kind, or no key at all; said below.
                key.Dispose();
            }
        }

        mistakes.Add($"{path} holds no {kind} RSA or EC key in PEM.");
        return null;
    }

    private static AsymmetricAlgorithm? Check(AsymmetricAlgorithm? key, string path, List<string> mistakes)
    {
        if (key is null)
        {
            mistakes.Add($"{path} holds neither an RSA nor an EC key.");
            return null;
        }

        if (KeyAlgorithms.Reject(key) is not { } reason)
        {
            return key;
        }

        key.Dispose();
        mistakes.Add($"{path}: {reason}.");
        return null;
    }
}
