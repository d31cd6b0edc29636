using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Hosting.Configuration;
using Modular.Hosting.Logging;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Http.ClientCertificates;

/// <summary>
/// Follows a client's certificate to one of the operator's roots. The roots of the operating system do not count: they
/// vouch for web sites, not for testers. Who is refused does not get a connection.
/// </summary>
internal sealed partial class ClientCertificateVerifier(ClientCertificateSettings settings, TimeProvider timeProvider, ILogger<ClientCertificateVerifier> logger)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Decides about a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="presented">The chain as the client sent it, for the issuers in between; or null.</param>
    /// <returns>True when it counts.</returns>
    public bool Verify(X509Certificate2 certificate, X509Chain? presented)
    {
        var reason = Reject(certificate, presented);
        if (reason is not null)
        {
            LogRefused(certificate.SerialNumber, Thumbprint.Of(certificate), reason);
        }

        return reason is null;
    }

    private string? Reject(X509Certificate2 certificate, X509Chain? presented)
    {
        // A chain accepts a certificate without the extension for every usage.
        if (!certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Any(static extension => extension.EnhancedKeyUsages.Cast<Oid>().Any(static usage => usage.Value == ClientAuthentication)))
        {
            return $"it is not meant for client authentication (extended key usage {ClientAuthentication})";
        }

        using var chain = new X509Chain { ChainPolicy = CreatePolicy(presented) };
        var isTrusted = chain.Build(certificate);
        try
        {
            foreach (var element in chain.ChainElements)
            {
                if (settings.Denied.Contains(Thumbprint.Of(element.Certificate)))
                {
                    return $"{HostKeys.ServerClientCertificateDenied} names it or one of its issuers";
                }
            }

            return isTrusted ? null : string.Join(", ", chain.ChainStatus.Select(static status => status.Status.ToString()).Distinct());
        }
        finally
        {
            foreach (var element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }

    private X509ChainPolicy CreatePolicy(X509Chain? presented)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = settings.ChecksRevocationOnline ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
            UrlRetrievalTimeout = TimeSpan.FromSeconds(5),
            DisableCertificateDownloads = true,
            VerificationTime = timeProvider.GetUtcNow().UtcDateTime,
        };
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        policy.CustomTrustStore.AddRange(settings.Roots.ToArray());
        if (presented is not null)
        {
            policy.ExtraStore.AddRange(presented.ChainPolicy.ExtraStore);
        }

        return policy;
    }

    // Neither subject nor issuer: they may name a person, and whoever is refused here chose them.
    [LoggerMessage(EventIds.ClientCertificateRefused, LogLevel.Information, "Refused a client certificate, serial number {Serial}, SHA-256 {Thumbprint}: {Reason}")]
    private partial void LogRefused(string serial, string thumbprint, string reason);
}
