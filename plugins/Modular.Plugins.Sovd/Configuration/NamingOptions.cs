using System.ComponentModel.DataAnnotations;
using Modular.Plugins.Sovd.Naming;

namespace Modular.Plugins.Sovd.Configuration;

/// <summary>Section <c>Sovd:Naming</c>: what is cut from names of services to get names of resources.</summary>
internal sealed class NamingOptions
{
    /// <summary>Where affixes of short names stand. Default suffix.</summary>
    public AffixPosition ShortNameAffixPosition { get; set; } = AffixPosition.Suffix;

    /// <summary>Affixes of short names; the first that matches is removed once. Null for the default list.</summary>
    public string[]? ShortNameAffixes { get; set; }

    /// <summary>Where affixes of long names stand. Default suffix.</summary>
    public AffixPosition LongNameAffixPosition { get; set; } = AffixPosition.Suffix;

    /// <summary>Affixes of long names; the first that matches is removed once. Null for the default list.</summary>
    public string[]? LongNameAffixes { get; set; }

    /// <summary>Affix of the service that reads a resource. Default <c>_Read</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string ReadActionAffix { get; set; } = "_Read";

    /// <summary>Affix of the service that writes a resource. Default <c>_Write</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string WriteActionAffix { get; set; } = "_Write";

    /// <summary>Whether action affixes stand before or behind the name. Default behind.</summary>
    public AffixPosition ActionAffixPosition { get; set; } = AffixPosition.Suffix;
}
