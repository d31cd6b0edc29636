using System.Buffers;
using Modular.Kernel.Services;
using Modular.Mdd.Authoring;

namespace Modular.Kernel.Tests.Support;

/// <summary>
/// A database with one service: its request is 2E and the given parameters, its positive response 6E and the same ones.
/// Parameters with a position count the service identifier, so the first one is at 1.
/// </summary>
internal sealed class Codec : IDisposable
{
    private readonly DiagnosticDatabase _database;

    public Codec(params ParamDefinition[] parameters)
        : this(KernelOptions.Default, 0, parameters)
    {
    }

    public Codec(KernelOptions options, uint? sidPosition, params ParamDefinition[] parameters)
    {
        var service = new DiagServiceDefinition
        {
            DiagComm = new DiagCommDefinition { ShortName = "Write" },
            Request = new RequestDefinition { Params = [Define.Const("SID", 0x2E, at: sidPosition), .. parameters] },
            PositiveResponses = { new ResponseDefinition { Params = [Define.Const("SID", 0x6E, at: sidPosition), .. parameters] } },
        };
        var file = new MddFileDefinition
        {
            Description =
            {
                EcuName = "Test",
                Variants = { new VariantDefinition { IsBaseVariant = true, DiagLayer = new DiagLayerDefinition { ShortName = "Test", DiagServices = { service } } } },
            },
        };
        _database = new DiagnosticDatabase(file.ToDatabase(), options);
        Service = _database.BaseVariant!.Find("Write")!;
    }

    public KernelService Service { get; }

    /// <summary>Encodes the request and gives the bytes behind the service identifier.</summary>
    public string Encode(Parameters? parameters = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Service.EncodeRequest(parameters, buffer);
        Assert.Equal(0x2E, buffer.WrittenSpan[0]);
        return Convert.ToHexString(buffer.WrittenSpan[1..]);
    }

    /// <summary>Decodes a response of these bytes behind the service identifier.</summary>
    public string Decode(string hex, DecodeOptions? options = null)
    {
        var sink = new TextSink();
        Service.DecodeResponse(default, Convert.FromHexString("6E" + hex), sink, options);
        var text = sink.ToString();
        return text.StartsWith("SID=110u ", StringComparison.Ordinal) ? text[9..] : text["SID=110u".Length..];
    }

    public void Dispose() => _database.Dispose();
}
