namespace Modular.Sdk.Security;

/// <summary>A key, a refusal, or the answer that this provider does not know the ECU.</summary>
public sealed class SeedKeyOutcome
{
    private SeedKeyOutcome(ReadOnlyMemory<byte>? key, string? refusal)
    {
        Key = key;
        Refusal = refusal;
    }

    /// <summary>This provider has nothing to do with the ECU or the level; the next one is asked.</summary>
    public static SeedKeyOutcome NotApplicable { get; } = new(null, null);

    /// <summary>The key to send, or null.</summary>
    public ReadOnlyMemory<byte>? Key { get; }

    /// <summary>Why there is no key, for the caller to read; null when there is one or the provider does not apply.</summary>
    public string? Refusal { get; }

    /// <summary>The key is known.</summary>
    /// <param name="key">The key; not empty.</param>
    /// <returns>The outcome.</returns>
    public static SeedKeyOutcome Computed(ReadOnlyMemory<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfZero(key.Length);
        return new SeedKeyOutcome(key, null);
    }

    /// <summary>The key is not given out.</summary>
    /// <param name="reason">Why, for the caller to read: no secrets.</param>
    /// <returns>The outcome.</returns>
    public static SeedKeyOutcome Refused(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new SeedKeyOutcome(null, reason);
    }

    /// <summary>Keeps the key out of logs and exception texts.</summary>
    public override string ToString() =>
        Key is not null ? "SeedKeyOutcome { computed }" : $"SeedKeyOutcome {{ {Refusal ?? "not applicable"} }}";
}
