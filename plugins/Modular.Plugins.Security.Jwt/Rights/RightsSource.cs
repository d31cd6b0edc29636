namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>Where a caller's rights come from.</summary>
internal enum RightsSource
{
    /// <summary>A known caller has them all.</summary>
    Full,

    /// <summary>Claim <c>modular_rights</c> lists what its bearer may use; without it, nothing.</summary>
    Claims,

    /// <summary><c>Jwt:Grants</c> says which claims give which rights; what no grant covers is denied.</summary>
    Grants,
}
