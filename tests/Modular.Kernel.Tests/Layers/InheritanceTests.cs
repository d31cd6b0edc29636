using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;

namespace Modular.Kernel.Tests.Layers;

public sealed class InheritanceTests
{
    [Fact]
    public void Services_OfAVariant_FollowPriorityAndExceptions()
    {
        var shared = new EcuSharedDataDefinition { DiagLayer = Layer("Shared", "A", "B", "C", "D") };
        var protocol = new ProtocolDefinition { DiagLayer = Layer("Protocol", "B", "C", "Hidden") };
        var @base = new VariantDefinition
        {
            IsBaseVariant = true,
            DiagLayer = Layer("Base", "C", "E", "Off"),
            ParentRefs =
            {
                new ParentRefDefinition { Parent = shared },
                new ParentRefDefinition { Parent = protocol, NotInheritedDiagCommShortNames = { "Hidden" } },
            },
        };
        var variant = new VariantDefinition
        {
            DiagLayer = Layer("Variant", "E", "F"),
            ParentRefs = { new ParentRefDefinition { Parent = @base, NotInheritedDiagCommShortNames = { "Off", "D" } } },
        };
        using var database = Open(@base, variant);
        var layer = database.FindLayer("variant")!;
        Assert.Equal(["E:Variant", "F:Variant", "C:Base", "B:Protocol", "A:Shared"], layer.Services.Select(service => $"{service.ShortName}:{service.Layer}"));
        Assert.Equal(["C:Base", "E:Base", "Off:Base", "B:Protocol", "A:Shared", "D:Shared"], database.BaseVariant!.Services.Select(service => $"{service.ShortName}:{service.Layer}"));
        Assert.Same(layer.Find("c"), database.BaseVariant.Find("C"));
        Assert.Null(layer.Find("Off"));
        Assert.Equal(5, layer.WithServiceId(0x22).Count);
        Assert.Empty(layer.WithServiceId(0x23));
    }

    [Fact]
    public void Match_RawRequest_FindsTheLongestConstantPrefix()
    {
        var layer = Layer("Base");
        layer.DiagServices.Add(Service("Any", Define.Const("SID", 0x22, at: 0)));
        layer.DiagServices.Add(Service("Vin", Define.Const("SID", 0x22, at: 0), Define.Const("DID", 0xF190, 16, 1)));
        using var database = Open(new VariantDefinition { IsBaseVariant = true, DiagLayer = layer });
        var catalog = database.BaseVariant!;
        Assert.Equal("Vin", catalog.Match([0x22, 0xF1, 0x90])!.ShortName);
        Assert.Equal("Any", catalog.Match([0x22, 0xF1, 0x91])!.ShortName);
        Assert.Null(catalog.Match([0x23]));
        Assert.Null(catalog.Match([]));
        Assert.Equal([0x22, 0xF1, 0x90], catalog.Find("Vin")!.RequestPrefix.ToArray());
    }

    [Fact]
    public void ServiceWithoutRequest_IsListedWithoutServiceId()
    {
        var layer = Layer("Base");
        layer.DiagServices.Add(new DiagServiceDefinition { DiagComm = new DiagCommDefinition { ShortName = "Silent" } });
        using var database = Open(new VariantDefinition { IsBaseVariant = true, DiagLayer = layer });
        var service = database.BaseVariant!.Find("Silent")!;
        Assert.Null(service.ServiceId);
        Assert.Empty(service.RequestParameters);
        Assert.False(service.MatchesRequest([0x22]));
    }

    private static DiagnosticDatabase Open(params VariantDefinition[] variants)
    {
        var file = new MddFileDefinition { Description = { EcuName = "Test", Variants = [.. variants] } };
        return new DiagnosticDatabase(file.ToDatabase());
    }

    private static DiagLayerDefinition Layer(string name, params string[] services) => new()
    {
        ShortName = name,
        DiagServices = [.. services.Select(service => Service(service, Define.Const("SID", 0x22, at: 0)))],
    };

    private static DiagServiceDefinition Service(string name, params ParamDefinition[] parameters) => new()
    {
        DiagComm = new DiagCommDefinition { ShortName = name },
        Request = new RequestDefinition { Params = [.. parameters] },
    };
}
