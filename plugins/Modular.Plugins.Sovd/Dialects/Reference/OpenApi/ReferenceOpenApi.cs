using Modular.Sdk.Http;

namespace Modular.Plugins.Sovd.Dialects.Reference.OpenApi;

/// <summary>The description of the reference dialect, kept by hand beside this file and held to the routes by a test.</summary>
internal sealed class ReferenceOpenApi : IOpenApiSource
{
    private const string ResourceName = "reference-openapi.json";

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GetFragment()
    {
        using var stream = typeof(ReferenceOpenApi).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The plugin lacks its resource {ResourceName}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
