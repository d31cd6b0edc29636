using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Modular.Plugins.Sovd.Configuration;

/// <summary>Section <c>Sovd</c> of the configuration.</summary>
internal sealed class SovdOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Sovd";

    /// <summary>
    /// Whether <c>Forwarded</c> and <c>X-Forwarded-*</c> decide scheme and host of links. Only behind a proxy that
    /// sets them, because any client can send them. Default false.
    /// </summary>
    public bool TrustForwardedHeaders { get; set; }

    /// <summary>
    /// Whether component list, component and network structure may be read without a token, as the reference adapter
    /// allows. Null, the default, means: only with <c>--insecure-dev</c>.
    /// </summary>
    public bool? AnonymousDiscovery { get; set; }

    /// <summary>
    /// Whether writing data needs the ECU's lock. Default true; the reference adapter does not ask for it. When false, a
    /// lock of somebody else still refuses the write.
    /// </summary>
    public bool RequireLockForDataWrite { get; set; } = true;

    /// <summary>Longest request body, in bytes. Default 1 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public int MaxRequestBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Longest time for which a lock or a mode may be asked for, in seconds. Default 30 days.</summary>
    [Range(1, 45 * 24 * 3600)]
    public int MaxExpirationSeconds { get; set; } = 30 * 24 * 3600;

    /// <summary>Name of the product in the version resource.</summary>
    [Required(AllowEmptyStrings = false)]
    public string ProductName { get; set; } = "Modular";

    /// <summary>
    /// Further lists beside <c>items</c> in the component list: name of the list, then semantic information (SI) of a
    /// special datum, then the values it must have. Null for the default: <c>x-sovd2uds-can-ecus</c> with CAN = yes and
    /// <c>x-sovd2uds-lin-ecus</c> with LIN = yes.
    /// </summary>
    public Dictionary<string, Dictionary<string, SpecialDataCondition>>? ComponentLists { get; set; }

    /// <summary>How names of resources are made from names of services.</summary>
    [ValidateObjectMembers]
    public NamingOptions Naming { get; set; } = new();
}
