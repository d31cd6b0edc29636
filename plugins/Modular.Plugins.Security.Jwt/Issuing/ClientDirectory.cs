using Modular.Plugins.Security.Jwt.State;

namespace Modular.Plugins.Security.Jwt.Issuing;

/// <summary>The clients to which tokens are issued. Safe for concurrent use.</summary>
internal sealed class ClientDirectory : IDisposable
{
    private const int MaxSecretLength = 1024;

    private readonly SecurityState _state;

    // Stands in for unknown clients, so that the time of an answer does not tell which clients exist.
    private readonly SecretHash _nobody = SecretHash.CreateUnmatchable();

    // Hashing is slow on purpose; anonymous callers must not be able to occupy all processors with it.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Creates the directory.</summary>
    /// <param name="state">Holds the clients.</param>
    public ClientDirectory(SecurityState state) => _state = state;

    /// <summary>Whether a client proves to be the one it says.</summary>
    /// <param name="id">Its identifier.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="cancellationToken">Gives up waiting for the turn.</param>
    /// <returns>True when id and secret belong together.</returns>
    public async ValueTask<bool> VerifyAsync(string id, string secret, CancellationToken cancellationToken)
    {
        if (secret.Length > MaxSecretLength)
        {
            return false;
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var known = _state.Current.Clients.TryGetValue(id, out var hash);
            return (hash ?? _nobody).Matches(secret) && known;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
