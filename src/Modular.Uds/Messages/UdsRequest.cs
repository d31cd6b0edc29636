namespace Modular.Uds.Messages;

/// <summary>A request: service identifier, sub-function where the service has one, parameters.</summary>
/// <remarks>
/// A view over the raw bytes, which are not copied: whoever creates it leaves them unchanged. Two requests are equal when
/// their bytes are.
/// </remarks>
public readonly struct UdsRequest : IEquatable<UdsRequest>
{
    /// <summary>Bit of the sub-function byte that asks the ECU not to confirm success.</summary>
    public const byte SuppressPositiveResponseBit = 0x80;

    private UdsRequest(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>The message as it goes over the link.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The service. A byte without a name is kept as it is.</summary>
    /// <exception cref="InvalidOperationException">This is the default value, not a request.</exception>
    public UdsServiceId Service => Bytes.IsEmpty
        ? throw new InvalidOperationException("An empty request has no service.")
        : (UdsServiceId)Bytes.Span[0];

    /// <summary>The sub-function without the suppress bit, 0 to 127; null when the service or this message has none.</summary>
    public byte? SubFunction => HasSubFunctionByte ? (byte)(Bytes.Span[1] & ~SuppressPositiveResponseBit) : null;

    /// <summary>Whether the tester asks for silence on success. Never true for a service without sub-function.</summary>
    public bool SuppressPositiveResponse => HasSubFunctionByte && (Bytes.Span[1] & SuppressPositiveResponseBit) != 0;

    /// <summary>What follows the service identifier and, where the service has one, the sub-function.</summary>
    public ReadOnlyMemory<byte> Parameters => Bytes[Math.Min(Bytes.Length, HasSubFunctionByte ? 2 : 1)..];

    private bool HasSubFunctionByte => Bytes.Length > 1 && Service.HasSubFunction();

    /// <summary>Builds a request of a service without sub-function.</summary>
    /// <param name="service">The service.</param>
    /// <param name="parameters">All bytes after the service identifier.</param>
    /// <returns>The request, over bytes of its own.</returns>
    public static UdsRequest Create(UdsServiceId service, params ReadOnlySpan<byte> parameters) => Join(service, parameters, default);

    /// <summary>Builds a request of a service with sub-function.</summary>
    /// <param name="service">The service.</param>
    /// <param name="subFunction">0 to 127.</param>
    /// <param name="suppressPositiveResponse">Asks the ECU not to confirm success.</param>
    /// <param name="parameters">All bytes after the sub-function.</param>
    /// <returns>The request, over bytes of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="subFunction"/> is above 127.</exception>
    public static UdsRequest CreateWithSubFunction(
        UdsServiceId service, byte subFunction, bool suppressPositiveResponse, params ReadOnlySpan<byte> parameters) =>
        Join(service, [SubFunctionByte.Encode(subFunction, suppressPositiveResponse)], parameters);

    /// <summary>Reads a request. Lengths beyond the first byte are the service's matter and not checked.</summary>
    /// <param name="bytes">A received message; kept, not copied.</param>
    /// <param name="request">The request.</param>
    /// <returns>False when the message is empty or opens with the identifier of a response.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> bytes, out UdsRequest request)
    {
        if (bytes.IsEmpty || !UdsServiceIdExtensions.IsRequestId(bytes.Span[0]))
        {
            request = default;
            return false;
        }

        request = new UdsRequest(bytes);
        return true;
    }

    /// <summary>Whether two requests have the same bytes.</summary>
    public static bool operator ==(UdsRequest left, UdsRequest right) => left.Equals(right);

    /// <summary>Whether two requests have different bytes.</summary>
    public static bool operator !=(UdsRequest left, UdsRequest right) => !left.Equals(right);

    /// <summary>Puts a request together without a copy in between.</summary>
    internal static UdsRequest Join(UdsServiceId service, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        var bytes = new byte[1 + head.Length + tail.Length];
        bytes[0] = (byte)service;
        head.CopyTo(bytes.AsSpan(1));
        tail.CopyTo(bytes.AsSpan(1 + head.Length));
        return new UdsRequest(bytes);
    }

    /// <summary>Whether this is a request of that service; false for the default value.</summary>
    internal bool Is(UdsServiceId service) => !Bytes.IsEmpty && Service == service;

    /// <inheritdoc/>
    public bool Equals(UdsRequest other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UdsRequest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>The service and the length; never the content, which may be a key.</summary>
    public override string ToString() => Bytes.IsEmpty ? "(no request)" : $"{Service} ({Bytes.Length} bytes)";
}
