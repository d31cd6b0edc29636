namespace Modular.Sdk.Protocols;

/// <summary>What an interceptor wants done with a request or an answer. The default value lets it pass.</summary>
public readonly record struct PduVerdict
{
    private PduVerdict(ReadOnlyMemory<byte>? replacement, string? denial)
    {
        Replacement = replacement;
        Denial = denial;
    }

    /// <summary>Let it pass unchanged.</summary>
    public static PduVerdict Pass => default;

    /// <summary>The bytes to go on with instead, or null. They must not change until the exchange ended.</summary>
    public ReadOnlyMemory<byte>? Replacement { get; }

    /// <summary>Why the exchange is denied, for the client to read; null when it is not.</summary>
    public string? Denial { get; }

    /// <summary>Go on with other bytes.</summary>
    /// <param name="pdu">The bytes; not empty.</param>
    /// <returns>The verdict.</returns>
    public static PduVerdict Replace(ReadOnlyMemory<byte> pdu)
    {
        ArgumentOutOfRangeException.ThrowIfZero(pdu.Length);
        return new PduVerdict(pdu, null);
    }

    /// <summary>End the exchange.</summary>
    /// <param name="reason">Why, for the client to read.</param>
    /// <returns>The verdict.</returns>
    public static PduVerdict Deny(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new PduVerdict(null, reason);
    }
}
