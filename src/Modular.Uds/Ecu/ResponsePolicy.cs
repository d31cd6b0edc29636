using Modular.Sdk.Transports;
using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>Decides which responses leave an ECU.</summary>
internal static class ResponsePolicy
{
    public static bool IsVisible(UdsRequest request, UdsResponse response, UdsRequestContext context)
    {
        if (response.Bytes.IsEmpty)
        {
            return false;
        }

        // Who was told to wait must learn the end.
        if (context.IsPending)
        {
            return true;
        }

        return response.NegativeResponseCode is { } code
            ? context.Addressing == AddressingMode.Physical || !IsUninteresting(code)
            : !request.SuppressPositiveResponse;
    }

    // Of all ECUs that hear a functional request most do not offer what is asked; they stay silent.
    private static bool IsUninteresting(NegativeResponseCode code) => code
        is NegativeResponseCode.ServiceNotSupported
        or NegativeResponseCode.SubFunctionNotSupported
        or NegativeResponseCode.RequestOutOfRange
        or NegativeResponseCode.SubFunctionNotSupportedInActiveSession
        or NegativeResponseCode.ServiceNotSupportedInActiveSession;
}
