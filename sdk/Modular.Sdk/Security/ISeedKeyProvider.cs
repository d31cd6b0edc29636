namespace Modular.Sdk.Security;

/// <summary>
/// Capability: computes the key for the seed of an ECU (ISO 14229-1 SecurityAccess), where the secret of it lives with the
/// manufacturer. Several plugins may provide it; they are asked in the order of their publication until one does not
/// answer <see cref="SeedKeyOutcome.NotApplicable"/>.
/// </summary>
/// <remarks>
/// May ask a remote service; the tester waits within its own budget while the ECU's turn is held, and an ECU forgets its
/// seed. Safe for concurrent use. Never log seeds or keys.
/// </remarks>
public interface ISeedKeyProvider
{
    /// <summary>Computes a key.</summary>
    /// <param name="request">Whose seed, and for which level.</param>
    /// <param name="cancellationToken">The unlocking was given up.</param>
    /// <returns>The key, a refusal for the caller to read, or that somebody else has to be asked.</returns>
    ValueTask<SeedKeyOutcome> ComputeKeyAsync(SeedKeyRequest request, CancellationToken cancellationToken);
}
