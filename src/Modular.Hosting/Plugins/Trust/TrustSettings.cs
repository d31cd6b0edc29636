using System.Security.Cryptography.X509Certificates;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Whom the operator trusts.</summary>
internal sealed record TrustSettings
{
    public TrustMode Mode { get; init; } = TrustMode.Installed;

    /// <summary>Roots a signature must chain to. The roots of the operating system do not count.</summary>
    public IReadOnlyList<X509Certificate2> Roots { get; init; } = [];

    /// <summary>SHA-256 thumbprints of the only signers allowed; empty allows every signer below a root.</summary>
    public IReadOnlySet<string> Pins { get; init; } = new HashSet<string>();

    public DenyList Denied { get; init; } = DenyList.Empty;

    /// <summary>Absolute paths of folders whose plugins need no signature.</summary>
    public IReadOnlyList<string> UnsignedFolders { get; init; } = [];

    /// <summary>Plugins which may run in a lower version than they ran before.</summary>
    public IReadOnlySet<string> DowngradeAllowed { get; init; } = new HashSet<string>();
}
