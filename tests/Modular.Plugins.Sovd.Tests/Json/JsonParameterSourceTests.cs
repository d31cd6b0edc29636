using System.Text.Json;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Json;

public sealed class JsonParameterSourceTests
{
    [Fact]
    public void TryGet_EveryKind_IsConverted()
    {
        using var document = JsonDocument.Parse(
            """{"I":-7,"U":18446744073709551615,"R":1.5,"T":"x","B":true,"N":null,"O":{"A":1},"L":[1,"a",[2]]}""");
        var source = new JsonParameterSource(document.RootElement);

        Assert.Equal(-7, Get(source, "I").AsInteger());
        Assert.Equal(ulong.MaxValue, Get(source, "U").AsUnsigned());
        Assert.Equal(1.5, Get(source, "R").AsReal());
        Assert.Equal("x", Get(source, "T").AsText());
        Assert.Equal("true", Get(source, "B").AsText());
        Assert.Equal(ParameterValueKind.Null, Get(source, "N").Kind);
        Assert.Equal(1, Get(Get(source, "O").AsObject(), "A").AsInteger());
        Assert.Equal(3, Get(source, "L").AsArray().Count);
        Assert.Equal(2, Get(source, "L").AsArray()[2].AsArray()[0].AsInteger());
        Assert.False(source.TryGet("i", out _));
    }

    [Fact]
    public void TryGet_NumberOutOfRange_TellsItsPath()
    {
        using var document = JsonDocument.Parse("""{"A/B":{"L":[1,1e400]}}""");
        var inner = Get(new JsonParameterSource(document.RootElement), "A/B").AsObject();

        var exception = Assert.Throws<DiagnosticException>(() => inner.TryGet("L", out _));

        Assert.Equal(DiagnosticFailure.InvalidParameter, exception.Failure);
        Assert.Equal("/A~1B/L/1", exception.ParameterPath);
    }

    private static ParameterValue Get(IParameterSource source, string name)
    {
        Assert.True(source.TryGet(name, out var value));
        return value;
    }
}
