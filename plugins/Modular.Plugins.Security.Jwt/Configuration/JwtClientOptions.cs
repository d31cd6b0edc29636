using System.ComponentModel.DataAnnotations;

namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>A client to which tokens are issued.</summary>
internal sealed class JwtClientOptions
{
    /// <summary>Identifier; becomes the subject of its tokens.</summary>
    [Required(AllowEmptyStrings = false)]
    [MaxLength(256)]
    public string Id { get; set; } = string.Empty;

    /// <summary>Hash of its secret, as <c>modular client-secret</c> prints it.</summary>
    [Required(AllowEmptyStrings = false)]
    public string SecretHash { get; set; } = string.Empty;
}
