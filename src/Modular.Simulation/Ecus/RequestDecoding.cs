using System.Buffers;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;
using Modular.Simulation.Values;
using Modular.Uds.Messages;

namespace Modular.Simulation.Ecus;

/// <summary>Reads a request as its description says, as strictly as an ECU does.</summary>
internal static class RequestDecoding
{
    /// <summary>Decodes a request.</summary>
    /// <param name="service">The service.</param>
    /// <param name="request">The request.</param>
    /// <param name="values">Its parameters.</param>
    /// <returns>Null when the request is right, else the reason to refuse it.</returns>
    public static NegativeResponseCode? Decode(KernelService service, ReadOnlySpan<byte> request, out ValueBag values)
    {
        var collector = new ValueCollector();
        values = collector.Values;
        try
        {
            service.DecodeRequest(request, collector);
        }
        catch (DiagnosticException exception)
        {
            return exception.Failure == DiagnosticFailure.ResponseTooShort
                ? NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat
                : NegativeResponseCode.RequestOutOfRange;
        }

        if (collector.Errors > 0)
        {
            return NegativeResponseCode.RequestOutOfRange;
        }

        return LengthOf(service, values) is { } length && length != request.Length
            ? NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat
            : null;
    }

    // Encoding what was decoded tells how long the request should have been: a decoder passes surplus bytes over.
    private static int? LengthOf(KernelService service, ValueBag values)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            service.EncodeRequest(values, buffer, new EncodeOptions { IgnoreUnknownParameters = true });
            return buffer.WrittenCount;
        }
        catch (DiagnosticException)
        {
            // Readable but not writable, as with a computation without inverse: then the length is not known.
            return null;
        }
    }
}
