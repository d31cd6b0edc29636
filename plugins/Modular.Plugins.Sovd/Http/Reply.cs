using Microsoft.AspNetCore.Http;
using Modular.Plugins.Sovd.Json;

namespace Modular.Plugins.Sovd.Http;

/// <summary>A complete answer. Nothing of it reaches the network before all of it exists.</summary>
internal readonly record struct Reply
{
    private readonly JsonBody? _json;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string? _contentType;

    private Reply(int status, JsonBody? json, ReadOnlyMemory<byte> bytes, string? contentType)
    {
        Status = status;
        _json = json;
        _bytes = bytes;
        _contentType = contentType;
    }

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>Header <c>Location</c>, or null.</summary>
    public string? Location { get; init; }

    /// <summary>Seconds for header <c>Retry-After</c>, or null.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Whether caches must not keep the answer.</summary>
    public bool NoStore { get; init; }

    /// <summary>An answer without body.</summary>
    /// <param name="status">HTTP status.</param>
    /// <returns>The answer.</returns>
    public static Reply Empty(int status) => new(status, null, default, null);

    /// <summary>An answer in JSON.</summary>
    /// <param name="body">The body; the answer owns it from now on.</param>
    /// <param name="status">HTTP status.</param>
    /// <returns>The answer.</returns>
    public static Reply Json(JsonBody body, int status = StatusCodes.Status200OK) => new(status, body, default, ContentTypes.Json);

    /// <summary>An answer in bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="contentType">Their media type.</param>
    /// <param name="status">HTTP status.</param>
    /// <returns>The answer.</returns>
    public static Reply Bytes(ReadOnlyMemory<byte> bytes, string contentType, int status = StatusCodes.Status200OK) =>
        new(status, null, bytes, contentType);

    /// <summary>Sends the answer and lets go of its body.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="cancellationToken">The request was aborted.</param>
    /// <returns>Completes when the answer was handed over.</returns>
    public async ValueTask SendAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        using var json = _json;
        response.StatusCode = Status;
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (NoStore)
        {
            response.Headers.CacheControl = "no-store";
        }

        if (_contentType is null)
        {
            return;
        }

        var body = json?.Complete() ?? _bytes;
        response.ContentType = _contentType;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }
}
