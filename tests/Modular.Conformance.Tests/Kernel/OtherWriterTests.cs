using System.Buffers;
using Modular.Kernel;
using Modular.Kernel.Layers;
using Modular.Mdd;
using Modular.Sdk.Diagnostics;
using Modular.TestSupport;
using Xunit.Abstractions;

namespace Modular.Conformance.Tests.Kernel;

/// <summary>Databases of other writers lack parts; what they do describe is usable, and the rest is refused with a reason.</summary>
public sealed class OtherWriterTests(ITestOutputHelper output)
{
    [SharedDataTheory]
    [InlineData("CVC00000.mdd")]
    [InlineData("SC00000.mdd")]
    [InlineData("taktflow-FLXC1000.mdd")]
    public void Open_DatabaseOfAnotherWriter_IsUsableOrRefusedWithAReason(string name)
    {
        DiagnosticDatabase database;
        try
        {
            database = DiagnosticDatabase.Open(Path.Combine(RepositoryPaths.SharedData!, "mdd", "other-writers", name));
        }
        catch (MddFormatException e)
        {
            Assert.NotEmpty(e.Message);
            output.WriteLine($"{name}: refused, {e.Message}");
            return;
        }

        using (database)
        {
            output.WriteLine($"{name}: {database.EcuName} {database.Revision}, protocols {string.Join(", ", database.Protocols)}");
            foreach (var (key, value) in database.ResolveComParams().Values)
            {
                output.WriteLine($"  {key} = {value}");
            }

            Assert.NotEmpty(database.Variants.Concat(database.FunctionalGroups));
            foreach (var layer in database.Variants)
            {
                output.WriteLine($"  {layer.Kind} {layer.ShortName}: {layer.Services.Count} services, {layer.StateCharts.Count} charts");
                Use(layer);
            }
        }
    }

    private void Use(DiagnosticLayer layer)
    {
        foreach (var service in layer.Services)
        {
            var outcome = "encoded";
            var buffer = new ArrayBufferWriter<byte>();
            try
            {
                service.EncodeRequest(null, buffer);
                outcome = Convert.ToHexString(buffer.WrittenSpan);
            }
            catch (DiagnosticException e)
            {
                outcome = $"{e.Failure} {e.ParameterPath} {e.Message}";
            }

            output.WriteLine($"    {service.ShortName} {Convert.ToHexString(service.RequestPrefix.Span)}: {outcome}");
            Assert.NotNull(service.RequestParameters);
            Assert.All(service.Responses, response => Assert.NotNull(response.Parameters));
        }
    }
}
