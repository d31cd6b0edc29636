namespace Modular.Hosting.Configuration;

/// <summary>Where the server's certificate is.</summary>
/// <param name="Path">PEM or PKCS#12 file.</param>
/// <param name="KeyPath">PEM file of the private key; null when it is in <paramref name="Path"/>.</param>
/// <param name="Password">Password of the private key, or null.</param>
internal sealed record CertificateSettings(string Path, string? KeyPath, string? Password)
{
    /// <summary>Keeps the password out of logs.</summary>
    public override string ToString() => $"{nameof(CertificateSettings)} {{ Path = {Path} }}";
}
