namespace Modular.Sdk.Http;

/// <summary>
/// Endpoint metadata: callers need not be authenticated. Every endpoint without it is run only for an authenticated
/// caller.
/// </summary>
public sealed class AnonymousCallers
{
    /// <summary>The one instance.</summary>
    public static AnonymousCallers Allowed { get; } = new();

    private AnonymousCallers()
    {
    }
}
