using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Modular.Sdk.Security;

namespace Acme.Plugin;

/// <summary>Knows a caller by the key in the header <c>X-Api-Key</c>. Replace it by what your callers have.</summary>
internal sealed class KeyAuthenticator : IAuthenticator
{
    private const string Header = "X-Api-Key";
    private const int MaximumLength = 256;

    private readonly (string Subject, byte[] Hash)[] _keys;

    public KeyAuthenticator(IOptions<PluginOptions> options) =>
        _keys = [.. options.Value.Keys.Select(pair => (pair.Key, Convert.FromHexString(pair.Value)))];

    /// <inheritdoc/>
    public ValueTask<AuthenticationOutcome> AuthenticateAsync(AuthenticationRequest request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValue(Header, out var key) || key.Length == 0)
        {
            return ValueTask.FromResult(AuthenticationOutcome.Refused(AuthenticationFailure.MissingCredential, $"Send your key in the header {Header}."));
        }

        if (key.Length <= MaximumLength && Find(SHA256.HashData(Encoding.UTF8.GetBytes(key))) is { } subject)
        {
            return ValueTask.FromResult(AuthenticationOutcome.Authenticated(new KeyCaller(subject)));
        }

        return ValueTask.FromResult(AuthenticationOutcome.Refused(AuthenticationFailure.InvalidCredential, "The key is not known."));
    }

    private string? Find(byte[] hash)
    {
        // All of them are compared, each in constant time: how long it takes tells nothing about the keys.
        string? found = null;
        foreach (var (subject, known) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known))
            {
                found = subject;
            }
        }

        return found;
    }
}
