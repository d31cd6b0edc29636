using Modular.Kernel.Layers;
using Modular.Kernel.Services;
using Modular.Uds.Messages;

namespace Modular.Simulation.Ecus;

/// <summary>Finds the described service of a request, or the reason why there is none.</summary>
internal static class RequestMatching
{
    private const int IdentifierLength = 2;

    public readonly record struct Match(KernelService? Service);

    /// <summary>Finds the service whose constants the request carries.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="request">The request, without the suppress bit.</param>
    public static Match? Find(DiagnosticLayer variant, ReadOnlySpan<byte> request)
    {
        if (variant.Match(request) is { } service)
        {
            return new Match(service);
        }

        if (request.Length > 1 && ((UdsServiceId)request[0]).HasSubFunction())
        {
            // Databases of functional services write the suppress bit into the constant.
            var suppressed = request.ToArray();
            suppressed[1] |= UdsRequest.SuppressPositiveResponseBit;
            if (variant.Match(suppressed) is { } other)
            {
                return new Match(other);
            }
        }

        // Several identifiers in one request: the first that is described stands for the service.
        if (request.Length > 1 + IdentifierLength && request[0] == (byte)UdsServiceId.ReadDataByIdentifier)
        {
            for (var offset = 1; offset + IdentifierLength <= request.Length; offset += IdentifierLength)
            {
                if (variant.Match([request[0], request[offset], request[offset + 1]]) is { } part)
                {
                    return new Match(part);
                }
            }
        }

        return null;
    }

    /// <summary>Tells why no service matches, in the order in which the standard has an ECU look.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="request">The request.</param>
    public static NegativeResponseCode Explain(DiagnosticLayer variant, ReadOnlySpan<byte> request)
    {
        var services = variant.WithServiceId(request[0]);
        if (services.Count == 0)
        {
            return NegativeResponseCode.ServiceNotSupported;
        }

        if (request.Length == 1)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        if (((UdsServiceId)request[0]).HasSubFunction())
        {
            var subFunction = request[1];
            if (!services.Any(service => service.RequestPrefix.Length < 2 || service.SubFunction == subFunction))
            {
                return NegativeResponseCode.SubFunctionNotSupported;
            }
        }

        return IsCut(services, request) ? NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat : NegativeResponseCode.RequestOutOfRange;
    }

    private static bool IsCut(IReadOnlyList<KernelService> services, ReadOnlySpan<byte> request)
    {
        foreach (var service in services)
        {
            var prefix = service.RequestPrefix.Span;
            if (prefix.Length > request.Length && prefix[..request.Length].SequenceEqual(request))
            {
                return true;
            }
        }

        return false;
    }
}
