using System.Net;
using System.Text;
using System.Text.Json;
using Modular.Plugins.Security.Jwt.Configuration;

namespace Modular.Plugins.Security.Jwt.Keys.Remote;

/// <summary>Fetches a key set, by way of the issuer's discovery document when only the issuer is known.</summary>
internal sealed class RemoteKeyReader : IDisposable
{
    private const int MaxBytes = 256 * 1024;
    private const string DiscoveryPath = ".well-known/openid-configuration";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly JwtOptions _options;
    private readonly HttpClient _client;

    /// <summary>Prepares fetching; nothing is sent yet.</summary>
    /// <param name="options">Section <c>Jwt</c>, validated.</param>
    public RemoteKeyReader(JwtOptions options)
    {
        _options = options;
        Address = new Uri(options.RemoteAddress!);
        var handler = new SocketsHttpHandler
        {
            // A redirect could lead from https to anywhere.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !Address.IsLoopback,
            MaxResponseHeadersLength = 16,
            // Fetching is rare; a kept connection would outlive changes of name resolution.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ActivityHeadersPropagator = null,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What is asked first.</summary>
    public Uri Address { get; }

    /// <summary>Fetches.</summary>
    /// <param name="cancellationToken">Gives up; the caller sets the timeout.</param>
    /// <returns>At least one key.</returns>
    /// <exception cref="RemoteKeysException">No usable answer.</exception>
    public async Task<IReadOnlyList<VerificationKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var address = string.IsNullOrEmpty(_options.JwksUrl)
            ? await DiscoverAsync(cancellationToken).ConfigureAwait(false)
            : new Uri(_options.JwksUrl);
        var json = await GetAsync(address, cancellationToken).ConfigureAwait(false);
        var mistakes = new List<string>();

        // A set may hold keys of kinds that are not known here, beside those that are.
        var keys = JsonWebKeySetReader.Read(json, address.GetLeftPart(UriPartial.Path), mistakes);
        return keys.Count > 0
            ? keys
            : throw new RemoteKeysException(mistakes.Count > 0 ? string.Join(' ', mistakes) : $"{address.GetLeftPart(UriPartial.Path)} holds no key for signatures.");
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<Uri> DiscoverAsync(CancellationToken cancellationToken)
    {
        // OpenID Connect Discovery 1.0, 4: the path is appended to the issuer, whose own path stays.
        var address = new Uri($"{_options.Authority!.TrimEnd('/')}/{DiscoveryPath}");
        var json = await GetAsync(address, cancellationToken).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            var issuer = Text(document.RootElement, "issuer");
            if (!string.Equals(issuer, _options.Issuer, StringComparison.Ordinal))
            {
                throw new RemoteKeysException($"{address} is the document of another issuer than Jwt:Issuer '{_options.Issuer}'.");
            }

            if (Text(document.RootElement, "jwks_uri") is not { } text)
            {
                throw new RemoteKeysException($"{address} names no key set (jwks_uri).");
            }

            if (RemoteAddress.Reject(text, out var keys) is { } reason || (keys!.Scheme == "http" && !address.IsLoopback))
            {
                throw new RemoteKeysException($"{address} names a key set (jwks_uri) which is refused: it must be https.");
            }

            return keys;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new RemoteKeysException($"{address} is not valid JSON: {exception.Message}", exception);
        }
    }

    private async Task<string> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        var shown = address.GetLeftPart(UriPartial.Path);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.Accept.ParseAdd("application/jwk-set+json");
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new RemoteKeysException($"{shown} answers with {(int)response.StatusCode}.");
            }

            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return await ReadBoundedAsync(stream, shown, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new RemoteKeysException($"{shown} cannot be read: {Innermost(exception)}", exception);
        }
    }

    private static async Task<string> ReadBoundedAsync(Stream stream, string shown, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (buffer.Length + read > MaxBytes)
            {
                throw new RemoteKeysException($"{shown} answers with more than {MaxBytes} bytes, so it is no key set.");
            }

            buffer.Write(chunk, 0, read);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    // The outer one says no more than that something went wrong with TLS or a socket.
    private static string Innermost(Exception exception) => exception.GetBaseException().Message;

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
