namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>How far a grant goes.</summary>
internal enum GrantAccess
{
    /// <summary>Resources are read, by diagnostic services that only read.</summary>
    Read,

    /// <summary>Resources are read and changed, by any diagnostic service.</summary>
    Write,
}
