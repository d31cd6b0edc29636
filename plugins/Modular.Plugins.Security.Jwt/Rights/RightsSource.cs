namespace Modular.Plugins.Security.Jwt.Rights;

/// <summary>Where a caller's rights come from.</summary>
internal enum RightsSource
{
    /// <summary>A valid token has them all.</summary>
    Full,

    /// <summary>Claim <c>modular_rights</c> lists what its bearer may use; without it, nothing.</summary>
    Claims,
}
