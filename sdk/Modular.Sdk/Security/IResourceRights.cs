namespace Modular.Sdk.Security;

/// <summary>
/// What an <see cref="ISecurityContext"/> may implement besides: rights on entities and their resources. Who offers
/// resources asks at every use, and when entities are listed: what is denied is hidden. A caller whose security context
/// does not implement it may use every resource; its diagnostic services are decided by
/// <see cref="ISecurityContext.Authorize"/> all the same. Safe for concurrent use.
/// </summary>
public interface IResourceRights
{
    /// <summary>Decides whether the caller may use a resource.</summary>
    /// <param name="use">Which resource, of which entity.</param>
    /// <returns>The decision.</returns>
    AccessDecision Authorize(in ResourceUse use);
}
