using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Modular.Samples.OemSecurity.Tokens;
using Modular.Sdk.Security;

namespace Modular.Samples.OemSecurity.Keys;

/// <summary>
/// Has the manufacturer's key server compute the key for a seed, so that the secret never reaches a workshop:
/// <c>POST {KeyServer}/{ecu}/{level}</c> with the seed as body, answered by the key.
/// </summary>
internal sealed partial class OemSeedKeyProvider : ISeedKeyProvider, IDisposable
{
    private const int MaxKeyBytes = 256;
    private const string BinaryContent = "application/octet-stream";

    private readonly OemOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<OemSeedKeyProvider> _logger;
    private readonly HttpClient _client;

    /// <summary>Prepares the client; nothing is sent yet.</summary>
    /// <param name="options">Section <c>Oem</c>, validated.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what happened, without seeds and keys.</param>
    public OemSeedKeyProvider(IOptions<OemOptions> options, TimeProvider time, ILogger<OemSeedKeyProvider> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { MaxResponseContentBufferSize = MaxKeyBytes };
    }

    /// <inheritdoc/>
    public async ValueTask<SeedKeyOutcome> ComputeKeyAsync(SeedKeyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrEmpty(_options.KeyServer) || !request.Ecu.StartsWith(_options.KeyServerEcus, StringComparison.OrdinalIgnoreCase))
        {
            return SeedKeyOutcome.NotApplicable;
        }

        // The caller may have been authenticated by another generation of this plugin: its claims, never its type.
        if (request.Caller is { } caller && caller.Claims.GetValueOrDefault(OemCaller.LevelClaim) != nameof(OemLevel.Engineering))
        {
            return SeedKeyOutcome.Refused("Unlocking an ECU needs a token of level Engineering.");
        }

        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(_options.KeyServerTimeoutMilliseconds), _time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await AskAsync(request, ending.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            LogFailed(request.Ecu, request.Level, exception.GetBaseException().Message);
            return SeedKeyOutcome.Refused("The manufacturer's key server cannot be reached.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(request.Ecu, request.Level, "no answer in time");
            return SeedKeyOutcome.Refused("The manufacturer's key server did not answer in time.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<SeedKeyOutcome> AskAsync(SeedKeyRequest request, CancellationToken cancellationToken)
    {
        var level = request.Level.ToString("x2", CultureInfo.InvariantCulture);
        var address = new Uri($"{_options.KeyServer!.TrimEnd('/')}/{Uri.EscapeDataString(request.Ecu)}/{level}");
        using var content = new ByteArrayContent(request.Seed.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue(BinaryContent);
        using var response = await _client.PostAsync(address, content, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            LogFailed(request.Ecu, request.Level, $"status {(int)response.StatusCode}");
            return SeedKeyOutcome.Refused($"The manufacturer's key server refused ({(int)response.StatusCode}).");
        }

        var key = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (key.Length == 0)
        {
            return SeedKeyOutcome.Refused("The manufacturer's key server gave an empty key.");
        }

        LogComputed(request.Ecu, request.Level);
        return SeedKeyOutcome.Computed(key);
    }

    [LoggerMessage(2, LogLevel.Information, "The key server computed a key for {Ecu}, level 0x{Level:X2}")]
    private partial void LogComputed(string ecu, byte level);

    [LoggerMessage(3, LogLevel.Warning, "The key server computed no key for {Ecu}, level 0x{Level:X2}: {Reason}")]
    private partial void LogFailed(string ecu, byte level, string reason);
}
