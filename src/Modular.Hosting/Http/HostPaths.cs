namespace Modular.Hosting.Http;

/// <summary>Paths which the host serves itself. No plugin is granted a route below one of them.</summary>
internal static class HostPaths
{
    public const string Health = "/health";
    public const string Ready = "/health/ready";
    public const string OpenApi = "/openapi.json";
    public const string Own = "/modular";
    public const string Plugins = "/modular/v1/plugins";
    public const string SwaggerUi = "/swagger-ui";

    /// <summary>Says whether a path is one of the host's or below one.</summary>
    public static bool IsHostOwned(string path) =>
        IsAtOrBelow(path, Health) || IsAtOrBelow(path, OpenApi) || IsAtOrBelow(path, Own) || IsAtOrBelow(path, SwaggerUi);

    /// <summary>Says whether a path is a prefix or below it, by whole segments and without case.</summary>
    public static bool IsAtOrBelow(string path, string prefix) =>
        path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (path.Length == prefix.Length || path[prefix.Length] == '/');
}
