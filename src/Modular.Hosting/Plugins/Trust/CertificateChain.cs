using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Follows a signer's certificate to one of the operator's roots.</summary>
/// <remarks>
/// The operating system's roots do not count, nothing is fetched from the network, and revocation is not asked for: a
/// bench has no network. The deny list is what revokes.
/// </remarks>
internal static class CertificateChain
{
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    private const X509ChainStatusFlags Untrusted =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    /// <summary>Checks a chain.</summary>
    /// <param name="envelope">Its certificates.</param>
    /// <param name="settings">Roots, pins and denied certificates.</param>
    /// <param name="now">Time at which every certificate must be valid.</param>
    /// <exception cref="PluginProblemException">The signer is not one the operator trusts.</exception>
    public static void Check(SignatureEnvelope envelope, TrustSettings settings, DateTimeOffset now)
    {
        CheckUsage(envelope.Signer);
        using var chain = new X509Chain { ChainPolicy = CreatePolicy(envelope, settings, now) };
        var isTrusted = chain.Build(envelope.Signer);
        try
        {
            foreach (var element in chain.ChainElements)
            {
                settings.Denied.CheckCertificate(Thumbprint.Of(element.Certificate), element.Certificate.Subject);
            }

            if (!isTrusted)
            {
                throw Describe(chain, envelope.Signer, now);
            }

            if (settings.Pins.Count > 0 && !settings.Pins.Contains(Thumbprint.Of(envelope.Signer)))
            {
                throw new PluginProblemException(
                    PluginReasonCode.SignerNotPinned, $"The signer {envelope.Signer.Subject} is none of those in Plugins:Trust:Pins.");
            }
        }
        finally
        {
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }

    private static X509ChainPolicy CreatePolicy(SignatureEnvelope envelope, TrustSettings settings, DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.UtcDateTime,
        };
        policy.ApplicationPolicy.Add(new Oid(CodeSigning));
        policy.CustomTrustStore.AddRange(settings.Roots.ToArray());
        policy.ExtraStore.AddRange(envelope.Certificates.Skip(1).ToArray());
        return policy;
    }

    private static void CheckUsage(X509Certificate2 signer)
    {
        // A chain accepts a certificate without the extension for every usage; a signer must be meant for this one.
        var usages = signer.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(static extension => extension.EnhancedKeyUsages.Cast<Oid>());
        var keyUsage = signer.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        if (!usages.Any(static usage => usage.Value == CodeSigning) || keyUsage?.HasFlag(X509KeyUsageFlags.DigitalSignature) == false)
        {
            throw WrongUsage(signer);
        }
    }

    private static PluginProblemException Describe(X509Chain chain, X509Certificate2 signer, DateTimeOffset now)
    {
        var flags = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status);
        if ((flags & Untrusted) != 0)
        {
            return new(PluginReasonCode.SignerUntrusted, $"The signer {signer.Subject} does not chain to a root in Plugins:Trust:Roots.");
        }

        if (flags.HasFlag(X509ChainStatusFlags.NotValidForUsage))
        {
            return WrongUsage(signer);
        }

        foreach (var certificate in chain.ChainElements.Select(static element => element.Certificate))
        {
            if (now < certificate.NotBefore)
            {
                return new(
                    PluginReasonCode.CertificateNotYetValid,
                    $"The certificate {certificate.Subject} is valid from {certificate.NotBefore.ToUniversalTime():u} on; the clock says {now.UtcDateTime:u}.");
            }

            if (now > certificate.NotAfter)
            {
                return new(
                    PluginReasonCode.CertificateExpired,
                    $"The certificate {certificate.Subject} expired at {certificate.NotAfter.ToUniversalTime():u}; sign the plugin again.");
            }
        }

        return new(PluginReasonCode.SignerUntrusted, $"The chain of {signer.Subject} is not valid: {flags}.");
    }

    private static PluginProblemException WrongUsage(X509Certificate2 signer) =>
        new(PluginReasonCode.SignerUsage, $"The certificate {signer.Subject} is not meant for signing code (extended key usage {CodeSigning}).");
}
