namespace Modular.Hosting.Configuration;

/// <summary>Whether clients of https addresses are asked for a certificate.</summary>
internal enum ClientCertificateDemand
{
    /// <summary>They are not asked; none reaches a plugin.</summary>
    None,

    /// <summary>They may present one; without it, the security plugin asks for another credential.</summary>
    Allow,

    /// <summary>No connection without one.</summary>
    Require,
}
