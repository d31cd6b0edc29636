namespace Modular.Sdk.Http;

/// <summary>Endpoint metadata: the endpoint lies over one of the same path and method that another plugin maps.</summary>
/// <param name="IsReplacement">True when the other endpoint is not asked any more; false when it is wrapped.</param>
/// <param name="Order">Among those who wrap the same endpoint the lowest is the outermost; of equals, the lower plugin identifier.</param>
public sealed record EndpointOverride(bool IsReplacement, int Order);
