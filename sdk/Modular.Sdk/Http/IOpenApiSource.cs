namespace Modular.Sdk.Http;

/// <summary>
/// Describes a plugin's endpoints for <c>/openapi.json</c>. The description is data, so that no plugin type reaches
/// the host's caches.
/// </summary>
public interface IOpenApiSource
{
    /// <summary>
    /// A JSON object in UTF-8 with the OpenAPI 3.1 members <c>paths</c>, <c>components</c> and <c>tags</c>, each
    /// optional. The host merges the fragments of all plugins.
    /// </summary>
    /// <returns>The fragment.</returns>
    ReadOnlyMemory<byte> GetFragment();
}
