using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Modular.Plugins.Security.Jwt.Keys;
using Modular.Plugins.Security.Jwt.State;
using Modular.Sdk.Plugins;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Issuing;

/// <summary>Issues tokens that this plugin accepts. Safe for concurrent use.</summary>
internal sealed partial class JwtIssuer : ITokenIssuer, IDisposable
{
    private const int MaxClientIdLength = 256;
    private const string DevelopmentIssuer = "modular-development";
    private const string DevelopmentAudience = "modular";

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly ClientDirectory _clients;
    private readonly SecurityState _state;
    private readonly IPluginContext _context;
    private readonly TimeProvider _time;
    private readonly ILogger<JwtIssuer> _logger;
    private readonly Lazy<KeyRing> _developmentKeys;

    /// <summary>Creates the issuer.</summary>
    /// <param name="state">Keys and rules.</param>
    /// <param name="clients">The clients.</param>
    /// <param name="context">The plugin's data folder, and whether this is a development server.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes who got a token, never the token.</param>
    public JwtIssuer(
        SecurityState state,
        ClientDirectory clients,
        IPluginContext context,
        TimeProvider time,
        ILogger<JwtIssuer> logger)
    {
        _state = state;
        _clients = clients;
        _context = context;
        _time = time;
        _logger = logger;
        _developmentKeys = new Lazy<KeyRing>(() => KeyRing.ForSigning(DevelopmentKey.LoadOrCreate(context.DataDirectory)));
    }

    /// <inheritdoc/>
    public async ValueTask<TokenOutcome> IssueAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (string.IsNullOrWhiteSpace(request.ClientId) || request.ClientId.Length > MaxClientIdLength || request.ClientId.Any(char.IsControl))
        {
            return Refuse("The client id is empty or too long.");
        }

        var snapshot = _state.Current;
        var options = snapshot.Options;
        if (_context.Host.InsecureDevelopment)
        {
            return Issue(
                request.ClientId, options.Issuer ?? DevelopmentIssuer, options.Audience ?? DevelopmentAudience, options.TokenLifetimeSeconds, _developmentKeys.Value.Signing!);
        }

        if (snapshot.Files.Signing is not { } signing)
        {
            return Refuse("This server issues no tokens: Jwt:SigningKeyFile is not set. Ask the issuer of your organisation.");
        }

        // No secret at all is the operator at the command line, who can read the key anyway.
        if (request.ClientSecret is not null
            && !await _clients.VerifyAsync(request.ClientId, request.ClientSecret, cancellationToken).ConfigureAwait(false))
        {
            Log.Refused(_logger, request.ClientId);
            return Refuse("Unknown client or wrong secret.");
        }

        return Issue(request.ClientId, options.Issuer!, options.Audience!, options.TokenLifetimeSeconds, signing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_developmentKeys.IsValueCreated)
        {
            _developmentKeys.Value.Dispose();
        }
    }

    private static TokenOutcome Refuse(string reason) => new() { Refusal = reason };

    private TokenOutcome Issue(string subject, string issuer, string audience, int lifetimeSeconds, SigningCredentials signing)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("iss"u8, issuer);
            json.WriteString("aud"u8, audience);
            json.WriteString("sub"u8, subject);
            json.WriteNumber("iat"u8, now);
            json.WriteNumber("nbf"u8, now);
            json.WriteNumber("exp"u8, now + lifetimeSeconds);
            json.WriteString("jti"u8, Guid.NewGuid().ToString("N"));
            json.WriteEndObject();
        }

        var claims = System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
        var token = _handler.CreateToken(claims, signing);
        Log.Issued(_logger, subject, lifetimeSeconds);
        return new TokenOutcome { AccessToken = token, ExpiresInSeconds = lifetimeSeconds };
    }

    private static partial class Log
    {
        [LoggerMessage(5101, LogLevel.Information, "Issued a token to {Subject}, {Seconds} s")]
        public static partial void Issued(ILogger logger, string subject, int seconds);

        [LoggerMessage(5102, LogLevel.Warning, "Refused a token to {Client}: unknown client or wrong secret")]
        public static partial void Refused(ILogger logger, string client);
    }
}
