namespace Modular.Sdk.Security;

/// <summary>Why a caller was not authenticated.</summary>
public enum AuthenticationFailure
{
    /// <summary>No credential, or one that is no credential at all: HTTP 401.</summary>
    MissingCredential,

    /// <summary>A credential that was understood and refused (forged, expired, wrong audience): HTTP 403.</summary>
    InvalidCredential,

    /// <summary>The plugin cannot decide, because of its own configuration: HTTP 500.</summary>
    Misconfigured,
}
