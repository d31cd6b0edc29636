using System.Buffers.Binary;

namespace Modular.Uds.Messages.Services;

/// <summary>The ECU has entered a session.</summary>
/// <param name="Session">The session, as asked.</param>
/// <param name="P2ServerMaxMilliseconds">
/// Longest the ECU takes to start a response in this session; milliseconds, 0 to 65 535. Null when an old ECU does not say.
/// </param>
/// <param name="P2StarServerMaxMilliseconds">
/// Longest the ECU takes after a pending answer; milliseconds, 0 to 655 350, ten per bit on the wire. Null as above.
/// </param>
public readonly record struct DiagnosticSessionControlResponse(
    byte Session, int? P2ServerMaxMilliseconds, int? P2StarServerMaxMilliseconds)
    : IUdsResponseMessage<DiagnosticSessionControlResponse>
{
    private const int TimesLength = 4;
    private const int P2StarResolutionMilliseconds = 10;

    /// <inheritdoc/>
    public static UdsServiceId Service => UdsServiceId.DiagnosticSessionControl;

    /// <inheritdoc/>
    public static bool TryParse(UdsResponse response, out DiagnosticSessionControlResponse message)
    {
        message = default;
        if (!response.Confirms(Service) || response.SubFunction is not { } session)
        {
            return false;
        }

        var times = response.Parameters.Span;
        message = times.Length < TimesLength
            ? new DiagnosticSessionControlResponse(session, null, null)
            : new DiagnosticSessionControlResponse(
                session,
                BinaryPrimitives.ReadUInt16BigEndian(times),
                BinaryPrimitives.ReadUInt16BigEndian(times[2..]) * P2StarResolutionMilliseconds);
        return true;
    }

    /// <inheritdoc/>
    public UdsResponse ToResponse()
    {
        if (P2ServerMaxMilliseconds is not { } p2 || P2StarServerMaxMilliseconds is not { } p2Star)
        {
            return UdsResponse.Positive(Service, Session);
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)p2, ushort.MaxValue, nameof(P2ServerMaxMilliseconds));
        var p2StarUnits = (uint)p2Star / P2StarResolutionMilliseconds;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p2StarUnits, ushort.MaxValue, nameof(P2StarServerMaxMilliseconds));
        Span<byte> record = stackalloc byte[1 + TimesLength];
        record[0] = Session;
        BinaryPrimitives.WriteUInt16BigEndian(record[1..], (ushort)p2);
        BinaryPrimitives.WriteUInt16BigEndian(record[3..], (ushort)p2StarUnits);
        return UdsResponse.Positive(Service, record);
    }
}
