using Modular.Sdk.Security;

namespace Modular.Sdk.Http;

/// <summary>HTTP feature by which the host tells an endpoint who calls.</summary>
public interface ICallerFeature
{
    /// <summary>The authenticated caller.</summary>
    ISecurityContext Caller { get; }
}
