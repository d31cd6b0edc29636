using Modular.Sdk.Http;

namespace Modular.Samples.Endpoints;

/// <summary>Describes the endpoints for <c>/openapi.json</c>, as data.</summary>
internal sealed class AcmeOpenApi : IOpenApiSource
{
    private const string ResourceName = "acme-openapi.json";

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetFragment()
    {
        using var stream = typeof(AcmeOpenApi).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The plugin lacks its resource {ResourceName}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
