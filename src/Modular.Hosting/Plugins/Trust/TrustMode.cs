namespace Modular.Hosting.Plugins.Trust;

/// <summary>Which plugins have to be signed.</summary>
internal enum TrustMode
{
    /// <summary>All but those in the folder beside the executable, which are trusted as the executable itself is.</summary>
    Installed,

    /// <summary>None: the hashes of the manifest find damage, not an attacker.</summary>
    Hashes,

    /// <summary>All, wherever they are.</summary>
    Signed,
}
