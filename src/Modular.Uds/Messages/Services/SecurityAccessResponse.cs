namespace Modular.Uds.Messages.Services;

/// <summary>Brings a seed, or accepts a key.</summary>
/// <param name="AccessType">As asked.</param>
/// <param name="Seed">The seed; empty for an accepted key. All bytes zero: the level is unlocked already.</param>
public readonly record struct SecurityAccessResponse(
    byte AccessType,
    ReadOnlyMemory<byte> Seed = default)
    : IUdsResponseMessage<SecurityAccessResponse>
{
    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.SecurityAccess;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out SecurityAccessResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } subFunction)
        {
            return false;
        }

        message = new SecurityAccessResponse(subFunction, response.Parameters);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse() => UdsResponse.Join(Service, [AccessType], Seed.Span);
}
