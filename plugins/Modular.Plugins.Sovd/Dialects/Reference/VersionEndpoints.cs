using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Configuration;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Hosting;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>Versions: of the server, and of the interfaces it speaks.</summary>
internal sealed class VersionEndpoints : IRouteSource
{
    private const string ApiVersion = "1.1";

    // The host publishes a product version only; clients of the reference adapter expect the members.
    private const string NotPublished = "unknown";

    private readonly JsonBodyPool _bodies;
    private readonly RequestOrigin _origin;
    private readonly IHostFacts _host;
    private readonly string _productName;

    /// <summary>Creates the endpoints.</summary>
    /// <param name="bodies">Lends bodies.</param>
    /// <param name="origin">Scheme and host for links.</param>
    /// <param name="host">Knows the version.</param>
    /// <param name="options">Section <c>Sovd</c>.</param>
    public VersionEndpoints(JsonBodyPool bodies, RequestOrigin origin, IHostFacts host, IOptions<SovdOptions> options)
    {
        _bodies = bodies;
        _origin = origin;
        _host = host;
        _productName = options.Value.ProductName;
        Routes =
        [
            SovdRoute.Read(ReferencePaths.Root + "/data/version", RouteTarget.Server, CallerRule.Anonymous, Get),
            SovdRoute.Read(ReferencePaths.Root + "/apps/sovd2uds/data/version", RouteTarget.Server, CallerRule.Anonymous, Get),
            SovdRoute.Read(ReferencePaths.VersionInfo, RouteTarget.Server, CallerRule.Anonymous, GetInfo),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SovdRoute> Routes { get; }

    private ValueTask<Reply> Get(SovdRequest request, CancellationToken cancellationToken)
    {
        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("id"u8, "version"u8);
        json.WriteStartObject("data"u8);
        json.WriteString("name"u8, _productName);
        json.WriteStartObject("api"u8);
        json.WriteString("version"u8, ApiVersion);
        json.WriteEndObject();
        json.WriteStartObject("implementation"u8);
        json.WriteString("version"u8, _host.Version);
        json.WriteString("commit"u8, NotPublished);
        json.WriteString("build_date"u8, NotPublished);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private ValueTask<Reply> GetInfo(SovdRequest request, CancellationToken cancellationToken)
    {
        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteStartArray("sovd_info"u8);
        json.WriteStartObject();
        json.WriteString("version"u8, ApiVersion);
        ComponentLinks.Write(json, "base_uri"u8, _origin.Of(request.Http), ReferencePaths.Root, string.Empty);
        json.WriteStartObject("vendor_info"u8);
        json.WriteString("name"u8, _productName);
        json.WriteString("version"u8, _host.Version);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }
}
