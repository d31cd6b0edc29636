using System.Security.Cryptography.X509Certificates;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>What <c>plugin.json.sig</c> holds.</summary>
/// <param name="Algorithm">JOSE name of the algorithm.</param>
/// <param name="Certificates">The signer's certificate first, then those that lead to its root.</param>
/// <param name="Signature">Over the exact bytes of <c>plugin.json</c>.</param>
internal sealed record SignatureEnvelope(string Algorithm, IReadOnlyList<X509Certificate2> Certificates, ReadOnlyMemory<byte> Signature) : IDisposable
{
    /// <summary>The signer's certificate.</summary>
    public X509Certificate2 Signer => Certificates[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in Certificates)
        {
            certificate.Dispose();
        }
    }
}
