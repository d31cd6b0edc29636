using Modular.DoIp.Messages;

namespace Modular.DoIp.Codec;

/// <summary>What a receiver accepts. Checked on the header, before a byte of the payload is waited for or copied.</summary>
public sealed record DoIpCodecLimits
{
    /// <summary>Limits that suit most vehicles: payloads to 4 MiB and the versions of the standard.</summary>
    public static DoIpCodecLimits Default { get; } = new();

    /// <summary>Longest payload accepted.</summary>
    /// <value>Bytes behind the header. Default 4 194 304.</value>
    public uint MaxPayloadLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Whether versions outside the standard are accepted when their inverse matches.</summary>
    /// <value>Default false.</value>
    public bool AcceptUnknownVersions { get; init; }

    internal bool Accepts(DoIpProtocolVersion version, DoIpPayloadType type) => version switch
    {
        >= DoIpProtocolVersion.V2010 and <= DoIpProtocolVersion.V2019Amendment1 => true,
        DoIpProtocolVersion.Default => AcceptUnknownVersions || type is DoIpPayloadType.VehicleIdentificationRequest
            or DoIpPayloadType.VehicleIdentificationRequestWithEid
            or DoIpPayloadType.VehicleIdentificationRequestWithVin,
        _ => AcceptUnknownVersions,
    };
}
