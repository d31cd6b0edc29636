namespace Modular.Sdk.Security;

/// <summary>Asks a caller's rights on resources.</summary>
public static class ResourceRightsExtensions
{
    /// <summary>Decides whether a caller may use a resource.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="use">Which resource, of which entity.</param>
    /// <returns>The decision; allowed when the caller's security plugin knows no rights on resources.</returns>
    public static AccessDecision AuthorizeResource(this ISecurityContext caller, in ResourceUse use)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller is IResourceRights rights ? rights.Authorize(in use) : AccessDecision.Allow;
    }
}
