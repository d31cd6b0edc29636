using System.Security.Cryptography;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Signs the manifest of a folder.</summary>
internal static class ManifestSigner
{
    private const int MaximumKeyBytes = 64 * 1024;

    /// <summary>Writes <c>plugin.json.sig</c>.</summary>
    /// <param name="directory">Absolute path of the folder.</param>
    /// <param name="keyPath">PEM file with an unencrypted private key.</param>
    /// <param name="certificatePath">PEM file with the certificate of that key first, then those that lead to its root.</param>
    /// <returns>Subject of the certificate.</returns>
    /// <exception cref="CryptographicException">Key and certificate do not fit each other or the algorithms.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static string Sign(string directory, string keyPath, string certificatePath)
    {
        using var key = ReadKey(keyPath);
        var bytes = PluginManifestReader.ReadFile(directory);
        var (algorithm, signature) = SignatureAlgorithm.Sign(key, bytes);
        using var envelope = new SignatureEnvelope(algorithm, TrustSettingsReader.ReadCertificates(certificatePath), signature);
        if (!SignatureAlgorithm.Verify(envelope.Signer, algorithm, bytes, signature))
        {
            throw new CryptographicException($"the key in {keyPath} is not the one of the first certificate in {certificatePath}, {envelope.Signer.Subject}");
        }

        BoundedFile.Write(Path.Combine(directory, PluginPackage.SignatureFile), SignatureEnvelopeJson.Write(envelope));
        return envelope.Signer.Subject;
    }

    private static AsymmetricAlgorithm ReadKey(string path)
    {
        if (new FileInfo(path).Length > MaximumKeyBytes)
        {
            throw new CryptographicException($"{path} is too large for a key");
        }

        var pem = File.ReadAllText(path);
        AsymmetricAlgorithm[] kinds = [ECDsa.Create(), RSA.Create()];
        AsymmetricAlgorithm? key = null;
        foreach (var kind in kinds)
        {
            try
            {
                if (key is null)
                {
                    kind.ImportFromPem(pem);
                    key = kind;
                    continue;
                }
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException)
            {
                // A key of the other kind, or none.
            }

            kind.Dispose();
        }

        return key ?? throw new CryptographicException($"{path} holds no unencrypted elliptic or RSA private key in PEM");
    }
}
