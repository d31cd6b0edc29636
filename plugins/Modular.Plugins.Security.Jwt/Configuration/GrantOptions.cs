using System.ComponentModel.DataAnnotations;

namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>Rights that callers with a certain claim have. Names are patterns with <c>*</c> and <c>?</c>, compared without case.</summary>
internal sealed class GrantOptions
{
    /// <summary>Name of the claim; <c>/</c> leads into objects.</summary>
    [Required(AllowEmptyStrings = false)]
    public string Claim { get; set; } = string.Empty;

    /// <summary>Values of the claim, one of which the caller must have.</summary>
    public string[] Values { get; set; } = [];

    /// <summary>ECUs, functional groups and apps; null for all, the server itself included.</summary>
    public string[]? Entities { get; set; }

    /// <summary>Resource collections, as they stand in paths; null for all.</summary>
    public string[]? Resources { get; set; }

    /// <summary>Whether the resources may be changed. Default: only read.</summary>
    public GrantAccess Access { get; set; } = GrantAccess.Read;

    /// <summary>Short names of diagnostic services; null for all.</summary>
    public string[]? Services { get; set; }

    /// <summary>Service identifiers in hexadecimal; null for all with <see cref="GrantAccess.Write"/>, for those that read otherwise.</summary>
    public string[]? ServiceIds { get; set; }

    /// <summary>Functional classes, one of which a service must have; null for services of any class or none.</summary>
    public string[]? FunctionalClasses { get; set; }
}
