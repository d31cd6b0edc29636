using System.Buffers;
using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;

namespace Modular.Simulation.Values;

/// <summary>
/// Builds responses as the database describes them, and decodes each one again before it leaves: a tester with the same
/// database is never given a response which it cannot read. Safe for concurrent use.
/// </summary>
/// <param name="generator">Invents what is not known.</param>
internal sealed class ResponseComposer(ValueGenerator generator)
{
    /// <summary>Changes a response before it is checked, for example to put in what a standard fixes.</summary>
    /// <param name="response">The response.</param>
    /// <param name="attempt">How many attempts have failed.</param>
    public delegate void Overlay(Span<byte> response, int attempt);

    /// <summary>Composes the first positive response of a service that can be composed.</summary>
    /// <param name="service">The service.</param>
    /// <param name="request">The request being answered.</param>
    /// <param name="values">What is known.</param>
    /// <param name="overlay">Changes the response, or null.</param>
    /// <returns>The response; null when the service describes none, or none that its values fit.</returns>
    public byte[]? Compose(KernelService service, ReadOnlySpan<byte> request, ValueRequest values, Overlay? overlay = null)
    {
        byte[]? uncheckedResponse = null;
        foreach (var response in service.Responses)
        {
            if (response.Kind != ResponseKind.Positive)
            {
                continue;
            }

            for (var attempt = 0; attempt < ValueGenerator.Attempts; attempt++)
            {
                if (TryEncode(service, response, request, values with { Attempt = attempt }) is not { } bytes)
                {
                    continue;
                }

                overlay?.Invoke(bytes, attempt);
                if (IsReadable(service, request, bytes))
                {
                    return bytes;
                }

                uncheckedResponse ??= bytes;
            }
        }

        return uncheckedResponse;
    }

    /// <summary>Whether a tester with this database reads every value of a response.</summary>
    /// <param name="service">The service.</param>
    /// <param name="request">The request.</param>
    /// <param name="response">The response.</param>
    public static bool IsReadable(KernelService service, ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        try
        {
            var collector = new ValueCollector();
            service.DecodeResponse(request, response, collector);
            return collector.Errors == 0;
        }
        catch (DiagnosticException)
        {
            return false;
        }
    }

    private byte[]? TryEncode(KernelService service, ResponseDescription response, ReadOnlySpan<byte> request, ValueRequest values)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            service.EncodeResponse(response, generator.Invent(response.Parameters, values), request, buffer);
            return buffer.WrittenSpan.ToArray();
        }
        catch (DiagnosticException)
        {
            // The values do not fit each other or the description; the next attempt has others.
            return null;
        }
    }
}
