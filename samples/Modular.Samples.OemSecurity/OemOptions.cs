using System.ComponentModel.DataAnnotations;

namespace Modular.Samples.OemSecurity;

/// <summary>Section <c>Oem</c> of the configuration.</summary>
internal sealed class OemOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Oem";

    /// <summary>PEM file with the public P-256 key of whoever issues the tokens.</summary>
    [Required(AllowEmptyStrings = false)]
    public string PublicKeyFile { get; set; } = string.Empty;

    /// <summary>URL of the server that computes keys for seeds, https or of this machine; null to compute none.</summary>
    public string? KeyServer { get; set; }

    /// <summary>ECUs whose keys that server knows, by the beginning of their names. Empty for all.</summary>
    public string KeyServerEcus { get; set; } = string.Empty;

    /// <summary>Longest the key server may take, in milliseconds. An ECU forgets its seed soon. Default 2000.</summary>
    [Range(100, 10_000)]
    public int KeyServerTimeoutMilliseconds { get; set; } = 2000;
}
