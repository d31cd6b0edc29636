using System.Diagnostics;
using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.TestSupport.Telemetry;

namespace Modular.Plugins.DiagnosticTester.Tests;

public sealed class TraceTests
{
    [Fact]
    public async Task ExecuteAsync_FirstRequest_IsASpanAndTheDetectionATraceOfItsOwnThatNamesIt()
    {
        var database = new EcuDatabase { Name = "TRACE1" };
        await using var bench = await new Bench(database).StartAsync();
        bench.Identify(0x1000, 0x000101);
        using var recorder = new SpanRecorder();

        await bench.ExecuteAsync(database.Name, "Motion_Read");

        var execute = recorder.Single("tester execute");
        Assert.Equal(recorder.Root.SpanId, execute.ParentSpanId);
        Assert.Equal("TRACE1", execute.GetTagItem("modular.ecu"));
        Assert.Equal("Motion_Read", execute.GetTagItem("modular.service"));
        Assert.Equal("positive", execute.GetTagItem("modular.outcome"));
        Assert.Equal(ActivityStatusCode.Unset, execute.Status);
        var detect = recorder.All.Single(span => span.OperationName == "tester detect" && Equals(span.GetTagItem("modular.ecu"), "TRACE1"));
        Assert.NotEqual(recorder.Root.TraceId, detect.TraceId);
        Assert.Equal(default, detect.ParentSpanId);
        Assert.Equal(execute.SpanId, Assert.Single(detect.Links).Context.SpanId);
        Assert.Equal("Online", detect.GetTagItem("modular.ecu.state"));
    }

    [Fact]
    public async Task ExecuteAsync_NegativeAnswerAndUnknownService_AreErrorsWithoutText()
    {
        var database = new EcuDatabase { Name = "TRACE2" };
        await using var bench = await new Bench(database).StartAsync();
        bench.Identify(0x1000, 0x000101);
        await bench.ExecuteAsync(database.Name, "Motion_Read");
        bench.Vehicle[0x1000].Answer = _ => "7F2231";
        using var recorder = new SpanRecorder();

        await bench.ExecuteAsync(database.Name, "Motion_Read");

        var refused = recorder.Single("tester execute");
        Assert.Equal(ActivityStatusCode.Error, refused.Status);
        Assert.Equal("negative", refused.GetTagItem("modular.outcome"));
        Assert.Equal(0x31, refused.GetTagItem("modular.uds.nrc"));
        await Assert.ThrowsAsync<DiagnosticException>(() => bench.Ecu(database.Name).ChangeStateAsync(
            new StateChange { ChartSemantic = "NOSUCH", State = "x" }, CancellationToken.None).AsTask());
        var change = recorder.Single("tester change state");
        Assert.Equal("UnknownState", change.GetTagItem("error.type"));
        Assert.Equal("UnknownState", change.StatusDescription);
    }
}
