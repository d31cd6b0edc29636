namespace Modular.Uds.Messages;

/// <summary>A response: positive with its parameters, or negative with a code.</summary>
/// <remarks>
/// A view over the raw bytes, which are not copied: whoever creates it leaves them unchanged. Two responses are equal when
/// their bytes are.
/// </remarks>
public readonly struct UdsResponse : IEquatable<UdsResponse>
{
    /// <summary>First byte of every negative response.</summary>
    public const byte NegativeResponseId = 0x7F;

    private const int NegativeResponseLength = 3;

    private UdsResponse(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>The message as it came over the link.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether the ECU did what it was asked. A code without a name is negative like any other.</summary>
    public bool IsPositive => !Bytes.IsEmpty && Bytes.Span[0] != NegativeResponseId;

    /// <summary>The service of the request that is answered. A byte without a name is kept as it is.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, not a response.</exception>
    public UdsServiceId Service
    {
        get
        {
            if (Bytes.IsEmpty)
            {
                throw new InvalidOperationException("An empty response has no service.");
            }

            return IsPositive ? (UdsServiceId)(Bytes.Span[0] - UdsServiceIdExtensions.ResponseOffset) : (UdsServiceId)Bytes.Span[1];
        }
    }

    /// <summary>Why the ECU refused; null when it did not.</summary>
    public NegativeResponseCode? NegativeResponseCode =>
        Bytes.IsEmpty || IsPositive ? null : (NegativeResponseCode)Bytes.Span[2];

    /// <summary>The sub-function that a positive response repeats; null when there is none.</summary>
    public byte? SubFunction => HasSubFunctionByte ? Bytes.Span[1] : null;

    /// <summary>What follows the service identifier and the repeated sub-function, or the negative response code.</summary>
    public ReadOnlyMemory<byte> Parameters => IsPositive
        ? Bytes[(HasSubFunctionByte ? 2 : 1)..]
        : Bytes[Math.Min(Bytes.Length, NegativeResponseLength)..];

    private bool HasSubFunctionByte => IsPositive && Bytes.Length > 1 && Service.HasSubFunction();

    /// <summary>Builds a positive response.</summary>
    /// <param name="service">The service of the request.</param>
    /// <param name="parameters">All bytes after the service identifier, a repeated sub-function included.</param>
    /// <returns>The response, over bytes of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="service"/> has no positive response, as 0x3F.</exception>
    public static UdsResponse Positive(UdsServiceId service, params ReadOnlySpan<byte> parameters) => Join(service, parameters, default);

    /// <summary>Builds a negative response.</summary>
    /// <param name="service">The service of the request.</param>
    /// <param name="code">The reason.</param>
    /// <param name="parameters">Bytes after the code; the standard has none, some manufacturers do.</param>
    /// <returns>The response, over bytes of its own.</returns>
    public static UdsResponse Negative(UdsServiceId service, NegativeResponseCode code, params ReadOnlySpan<byte> parameters)
    {
        var bytes = new byte[NegativeResponseLength + parameters.Length];
        bytes[0] = NegativeResponseId;
        bytes[1] = (byte)service;
        bytes[2] = (byte)code;
        parameters.CopyTo(bytes.AsSpan(NegativeResponseLength));
        return new UdsResponse(bytes);
    }

    /// <summary>Reads a response. Lengths of positive ones are the service's matter and not checked.</summary>
    /// <param name="bytes">A received message; kept, not copied.</param>
    /// <param name="response">The response.</param>
    /// <returns>False when the message is empty, opens with the identifier of a request, or is a cut negative response.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, out UdsResponse response)
    {
        response = default;
        if (bytes.IsEmpty || UdsServiceIdExtensions.IsRequestId(bytes.Span[0]))
        {
            return false;
        }

        if (bytes.Span[0] == NegativeResponseId && bytes.Length < NegativeResponseLength)
        {
            return false;
        }

        response = new UdsResponse(bytes);
        return true;
    }

    /// <summary>Whether two responses have the same bytes.</summary>
    public static bool operator ==(UdsResponse left, UdsResponse right) => left.Equals(right);

    /// <summary>Whether two responses have different bytes.</summary>
    public static bool operator !=(UdsResponse left, UdsResponse right) => !left.Equals(right);

    /// <summary>Puts a positive response together without a copy in between.</summary>
    internal static UdsResponse Join(UdsServiceId service, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (!UdsServiceIdExtensions.IsRequestId((byte)service) || service.ToResponseId() == NegativeResponseId)
        {
            throw new ArgumentOutOfRangeException(nameof(service), service, "No positive response has this identifier.");
        }

        var bytes = new byte[1 + head.Length + tail.Length];
        bytes[0] = service.ToResponseId();
        head.CopyTo(bytes.AsSpan(1));
        tail.CopyTo(bytes.AsSpan(1 + head.Length));
        return new UdsResponse(bytes);
    }

    /// <summary>Whether this is a positive response of that service; false for the default value.</summary>
    internal bool Confirms(UdsServiceId service) => IsPositive && Service == service;

    /// <inheritdoc/>
    public bool Equals(UdsResponse other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UdsResponse other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>The service and the result; never the content, which may be a seed.</summary>
    public override string ToString() => Bytes.IsEmpty
        ? "(no response)"
        : NegativeResponseCode is { } code
            ? $"{Service}: {code.ToText()} (0x{(byte)code:X2})"
            : $"{Service}: positive ({Bytes.Length} bytes)";
}
