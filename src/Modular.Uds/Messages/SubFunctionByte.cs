namespace Modular.Uds.Messages;

/// <summary>The byte that holds a sub-function and the suppress bit.</summary>
internal static class SubFunctionByte
{
    public static byte Encode(byte subFunction, bool suppressPositiveResponse)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(subFunction, UdsRequest.SuppressPositiveResponseBit);
        return suppressPositiveResponse ? (byte)(subFunction | UdsRequest.SuppressPositiveResponseBit) : subFunction;
    }
}
