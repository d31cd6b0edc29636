using System.Diagnostics;
using Modular.DoIp.Links;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.DoIp.Tests.Support;
using Modular.Sdk.Testing.Time;
using Modular.TestSupport.Telemetry;

namespace Modular.DoIp.Tests.Tester;

public sealed class DoIpTraceTests : IAsyncDisposable
{
    private static readonly byte[] Request = [0x22, 0xF1, 0x90];

    private readonly FakeGateway _gateway = new();
    private readonly ManualTimeProvider _time = new();
    private readonly DoIpEntityConnection _connection;

    public DoIpTraceTests() => _connection = new DoIpEntityConnection(_gateway.EndPoint, timeProvider: _time);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _gateway.Dispose();
    }

    [Fact]
    public async Task SendAndReceive_FirstRequest_ConnectSendAndReceiveAreOneTrace()
    {
        using var recorder = new SpanRecorder();
        await using var link = new DoIpLink(_connection, new DoIpLinkOptions { Name = "ECU", TesterAddress = 0x0E00, TargetAddress = 0x1001 }, _time);
        var sending = link.SendAsync(Request, Guard.Token()).AsTask();
        using var gateway = await ActivatedAsync();
        var message = await gateway.ReadAsync<DiagnosticMessage>();
        await gateway.AcknowledgeAsync(message);
        await Guard.Within(sending);
        await gateway.RespondAsync(message, 0x62, 0xF1, 0x90);
        await link.ReceiveAsync(Guard.Token());

        var connect = recorder.Single("doip connect");
        var send = recorder.Single("doip send");
        var receive = recorder.Single("doip receive");
        Assert.Equal(recorder.Root.SpanId, connect.ParentSpanId);
        Assert.Equal(connect.SpanId, recorder.Single("doip tcp connect").ParentSpanId);
        Assert.Equal(connect.SpanId, recorder.Single("doip activate routing").ParentSpanId);
        Assert.Equal(recorder.Root.SpanId, send.ParentSpanId);
        Assert.Equal(recorder.Root.SpanId, receive.ParentSpanId);
        Assert.Equal("SuccessfullyActivated", recorder.Single("doip activate routing").GetTagItem("modular.doip.activation_code"));
        Assert.Equal(_gateway.EndPoint.Port, send.GetTagItem("network.peer.port"));
        Assert.Equal("0x1001", send.GetTagItem("modular.doip.target_address"));
        Assert.Equal("0x0E00", send.GetTagItem("modular.doip.tester_address"));
        Assert.Equal("Positive", send.GetTagItem("modular.doip.acknowledgement"));
        Assert.Equal(3, send.GetTagItem("modular.doip.bytes"));
        Assert.Equal("0x1001", receive.GetTagItem("modular.doip.source_address"));
        Assert.All(recorder.Ended, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public async Task ConnectAsync_RecoveryLater_BeginsATraceOfItsOwn()
    {
        using var recorder = new SpanRecorder();
        var connecting = _connection.ConnectAsync(Guard.Token()).AsTask();
        using (await ActivatedAsync())
        {
            await Guard.Within(connecting);
        }

        using var second = await ActivatedAsync();
        await Guard.Within(_connection.ConnectAsync(Guard.Token()).AsTask());

        Assert.Single(recorder.Ended, span => span.OperationName == "doip connect");
        Assert.Contains(recorder.All, span => span.OperationName == "doip connect"
            && span.TraceId != recorder.Root.TraceId && span.ParentSpanId == default
            && Equals(span.GetTagItem("network.peer.port"), _gateway.EndPoint.Port));
    }

    [Fact]
    public async Task ConnectAsync_Refused_IsAnErrorThatNamesTheCode()
    {
        using var recorder = new SpanRecorder();
        var connecting = _connection.ConnectAsync(Guard.Token()).AsTask();
        using var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync(RoutingActivationResponseCode.UnknownSourceAddress);
        await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(connecting));

        var connect = recorder.Single("doip connect");
        Assert.Equal(ActivityStatusCode.Error, connect.Status);
        Assert.Equal("RoutingActivationRefused", connect.GetTagItem("error.type"));
        Assert.Equal("UnknownSourceAddress", recorder.Single("doip activate routing").GetTagItem("error.type"));
    }

    private async Task<FakePeer> ActivatedAsync()
    {
        var gateway = await _gateway.AcceptAsync();
        await gateway.ActivateAsync();
        return gateway;
    }
}
