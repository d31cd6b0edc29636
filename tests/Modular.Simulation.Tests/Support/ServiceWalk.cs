using System.Buffers;
using Modular.Kernel.Layers;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;
using Modular.Simulation.Values;

namespace Modular.Simulation.Tests.Support;

/// <summary>Makes a request for every service of a variant.</summary>
internal static class ServiceWalk
{
    /// <summary>Requests with invented parameters, by service.</summary>
    public static IEnumerable<(KernelService Service, byte[] Request)> Requests(DiagnosticLayer layer)
    {
        foreach (var service in layer.Services)
        {
            yield return (service, Encode(service));
        }
    }

    public static byte[] Encode(KernelService service)
    {
        var generator = new ValueGenerator(5, VinGenerator.Create(5));
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var buffer = new ArrayBufferWriter<byte>();
                service.EncodeRequest(
                    generator.Invent(service.RequestParameters, new ValueRequest { Scope = service.ShortName, Attempt = attempt }), buffer);
                return buffer.WrittenSpan.ToArray();
            }
            catch (DiagnosticException) when (attempt < ValueGenerator.Attempts)
            {
                // Values that do not fit each other; the next ones may.
            }
        }
    }
}
