using Modular.Sdk.Diagnostics;

namespace Modular.Sdk.Safety;

/// <summary>
/// The one definition of "state-changing": by service identifier, by the sub-functions that take something back, and by
/// the semantic of the database. What is not known to be harmless changes state.
/// </summary>
/// <remarks>
/// Service identifiers of ISO 14229-1, of KWP2000 (ISO 14230-3) and of legislated OBD (ISO 15031-5); the three do not
/// contradict each other.
/// </remarks>
public static class ServiceEffects
{
    private const byte WithoutSuppressBit = 0x7F;

    private static readonly string[] ChangingSemantics =
        ["CONTROL", "FUNCTION", "ROUTINE", "RESET", "WRITE", "SESSION", "SECURITY", "DOWNLOAD"];

    /// <summary>The effect of a service as its database describes it.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The effect; <see cref="ServiceEffect.Changes"/> where the database gives no service identifier.</returns>
    public static ServiceEffect Of(DiagnosticService service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return Of(service, service.RequestPrefix.Span);
    }

    /// <summary>The effect of one use of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="request">Its encoded request, which tells parameters that the database leaves open.</param>
    /// <returns>The effect.</returns>
    public static ServiceEffect Of(DiagnosticService service, ReadOnlySpan<byte> request)
    {
        ArgumentNullException.ThrowIfNull(service);
        var effect = Of(request);
        return effect == ServiceEffect.Reads && IsChange(service.Semantic) ? ServiceEffect.Changes : effect;
    }

    /// <summary>The effect of a request.</summary>
    /// <param name="request">The request, or as many bytes of it as are known.</param>
    /// <returns>The effect; <see cref="ServiceEffect.Changes"/> for an empty request.</returns>
    public static ServiceEffect Of(ReadOnlySpan<byte> request) => request.IsEmpty
        ? ServiceEffect.Changes
        : request[0] switch
        {
            // OBD: current and frozen data, codes, monitors, vehicle information. Not 0x04 (clear) and 0x08 (control).
            0x01 or 0x02 or 0x03 or 0x05 or 0x06 or 0x07 or 0x09 or 0x0A => ServiceEffect.Reads,

            // KWP2000: freeze frames, trouble codes, identification, data by local identifier.
            0x12 or 0x13 or 0x17 or 0x18 or 0x1A or 0x21 => ServiceEffect.Reads,

            // UDS: DTC information, data, memory, scaling, periodic data; tester present.
            0x19 or 0x22 or 0x23 or 0x24 or 0x2A or 0x3E => ServiceEffect.Reads,
            0x10 => Restores(request, 1, 0x01),
            0x28 => Restores(request, 1, 0x00),
            0x29 => Restores(request, 1, 0x00),
            0x2F => Restores(request, 3, 0x00),
            0x31 when request.Length > 1 && (request[1] & WithoutSuppressBit) == 0x03 => ServiceEffect.Reads,
            0x31 => Restores(request, 1, 0x02),
            0x85 => Restores(request, 1, 0x01),
            _ => ServiceEffect.Changes,
        };

    private static ServiceEffect Restores(ReadOnlySpan<byte> request, int position, byte value) =>
        request.Length > position && (position > 1 ? request[position] : request[position] & WithoutSuppressBit) == value
            ? ServiceEffect.Restores
            : ServiceEffect.Changes;

    // A database that calls a reading service a control or a function knows more than its service identifier tells.
    private static bool IsChange(string? semantic)
    {
        if (semantic is null)
        {
            return false;
        }

        foreach (var change in ChangingSemantics)
        {
            if (string.Equals(semantic, change, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
