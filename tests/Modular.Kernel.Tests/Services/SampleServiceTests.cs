using System.Buffers;
using Modular.Kernel.Description;
using Modular.Kernel.Detection;
using Modular.Kernel.Layers;
using Modular.Kernel.Services;
using Modular.Kernel.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.TestSupport;

namespace Modular.Kernel.Tests.Services;

/// <summary>The whole way on a sample database, on the tester's side and on the ECU's.</summary>
public sealed class SampleServiceTests
{
    [SharedDataFact]
    public void Database_TellsNamesAndLayers()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        Assert.Equal("FLXC1000", database.EcuName);
        Assert.Equal("00.01.00", database.Revision);
        Assert.Equal(["FLXC1000", "FLXC1000_Boot_Variant", "FLXC1000_App_0101"], database.Variants.Select(layer => layer.ShortName));
        Assert.Equal(LayerKind.EcuVariant, database.Variants[1].Kind);
        Assert.Equal(6, database.Dtcs.Count);
        Assert.Contains(database.BaseVariant!.SpecialDataGroups, group => group.Caption == "default_sdg");
        Assert.Contains(database.Variants[1].StateCharts, chart => chart is { Semantic: "SESSION", StartState: "Default", States.Count: 4, Transitions.Count: 12 });
        Assert.Contains("faultmem", database.BaseVariant.FunctionalClasses, StringComparer.OrdinalIgnoreCase);
    }

    [SharedDataFact]
    public void FunctionalGroups_InheritFromSharedData()
    {
        using var database = SampleDatabases.Open("functional_groups");
        Assert.Null(database.BaseVariant);
        Assert.Equal(["FGL_UDS_Ethernet_DoIP", "FGL_UDS_Ethernet_DoIP_DOBT"], database.FunctionalGroups.Select(group => group.ShortName));
        Assert.All(database.FunctionalGroups[0].Services, service => Assert.Equal("ESD_FGL_UDS", service.Layer));
    }

    [SharedDataFact]
    public void SessionService_NamesItsTransitions()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var service = database.BaseVariant!.Find("Extended_Start")!;
        Assert.Contains(service.StateTransitions, reference => reference.Transition is { Source: "Default", Target: "Extended" });
        Assert.Empty(service.Preconditions);
        Assert.Equal((byte)0x10, service.ServiceId);
        Assert.Equal((byte)0x03, service.SubFunction);
        Assert.Equal(ServiceAddressing.Physical, service.Addressing);
        Assert.Equal(ServiceTransmission.SendAndReceive, service.Transmission);
    }

    [SharedDataFact]
    public void Ecu_AnswersWhatTheTesterDecodes()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var service = database.BaseVariant!.Match([0x22, 0xF1, 0x90])!;
        Assert.Equal("VINDataIdentifier_Read", service.ShortName);
        var sink = new TextSink();
        Assert.Equal(2, service.DecodeRequest([0x22, 0xF1, 0x90], sink));
        Assert.Equal("SID_RQ=34u DID_RQ=61840u", sink.ToString());
        var description = service.Responses[0];
        Assert.Equal(20, description.FixedLength);
        Assert.Equal(["VIN"], description.Parameters.Where(parameter => parameter.IsRequired).Select(parameter => parameter.Name));
        var buffer = new ArrayBufferWriter<byte>();
        service.EncodeResponse(description, new Parameters { { "VIN", "WVWZZZ1KZ6W000001" } }, [0x22, 0xF1, 0x90], buffer);
        sink = new TextSink();
        var decoding = service.DecodeResponse([0x22, 0xF1, 0x90], buffer.WrittenSpan, sink, DecodeOptions.Reference);
        Assert.Equal("VIN='WVWZZZ1KZ6W000001'", sink.ToString());
        Assert.Equal((ResponseKind.Positive, 3, 1), (decoding.Kind, decoding.DataOffset, decoding.ParameterCount));
    }

    [SharedDataFact]
    public void Decode_EchoOfAnotherRequest_IsAMismatch()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var service = database.BaseVariant!.Find("FluxCapacitorPowerConsumption_Read")!;
        var error = Assert.Throws<DiagnosticException>(
            () => service.DecodeResponse([0x22, 0xF2, 0x00], [0x62, 0xF2, 0x01, 0, 0, 0, 0], new TextSink()));
        Assert.Equal((DiagnosticFailure.ResponseMismatch, "/DID_PR"), (error.Failure, error.ParameterPath));
    }

    [SharedDataFact]
    public void Decode_NegativeResponseNotDescribed_IsNegativeWithoutParameters()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var service = database.BaseVariant!.Find("VINDataIdentifier_Read")!;
        var decoding = service.DecodeResponse([0x22, 0xF1, 0x90], [0x7F, 0x22, 0x31], new TextSink());
        Assert.Equal(new ResponseDecoding(ResponseKind.Negative, null, 3, 0), decoding);
        Assert.Throws<DiagnosticException>(() => service.DecodeResponse([0x22, 0xF1, 0x90], [0x7F, 0x2E, 0x31], new TextSink()));
    }

    [SharedDataFact]
    public void EncodeRaw_PutsBytesBehindTheConstants()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        var buffer = new ArrayBufferWriter<byte>();
        database.BaseVariant!.Find("VINDataIdentifier_Write")!.EncodeRaw([1, 2], buffer);
        Assert.Equal("2EF1900102", Convert.ToHexString(buffer.WrittenSpan));
    }

    [SharedDataFact]
    public void Detection_OfEachPattern_FindsItsVariant()
    {
        using var database = SampleDatabases.Open("FLXC1000");
        Assert.NotEmpty(database.Detection.Patterns);
        foreach (var pattern in database.Detection.Patterns)
        {
            var responses = pattern.Parameters.Select(parameter =>
            {
                var (request, response) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
                parameter.Service.EncodeRequest(null, request);
                parameter.Service.EncodeResponse(
                    parameter.Service.Responses[0], new Parameters { { parameter.Parameter, parameter.ExpectedValue } }, request.WrittenSpan, response);
                return new DetectionResponse(parameter.Service, request.WrittenMemory, response.WrittenMemory);
            });
            Assert.Same(pattern.Variant, database.Detection.Evaluate([.. responses]));
        }

        Assert.Null(database.Detection.Evaluate([]));
    }

    [SharedDataFact]
    public void Descriptions_OfEverySample_CanBeRead()
    {
        foreach (var name in new[] { "FLXC1000", "FLXCNG1000", "functional_groups" })
        {
            using var database = SampleDatabases.Open(name);
            foreach (var service in database.Variants.Concat(database.FunctionalGroups).SelectMany(layer => layer.Services))
            {
                Assert.All(service.RequestParameters, parameter => Assert.NotEqual(ValueShape.Unknown, parameter.Type?.Shape ?? ValueShape.Integer));
                Assert.All(service.Responses.SelectMany(response => response.Parameters), parameter => Assert.NotNull(parameter.Type));
                Assert.NotNull(service.ServiceId);
            }
        }
    }
}
