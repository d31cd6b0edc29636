using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.DoIp.Tests.Support;
using Modular.TestSupport.Telemetry;

namespace Modular.DoIp.Tests.Telemetry;

public sealed class DoIpMetricsTests
{
    [Fact]
    public async Task Connection_UpUsedAndLost_IsCounted()
    {
        // Other tests count in the same meter beside this one, so what is asked is that ours is among it.
        using var recorder = new MeasurementRecorder(meter => meter.Name == "Modular.DoIp");
        using var entity = new FakeGateway();
        await using (var connection = new DoIpEntityConnection(entity.EndPoint, new DoIpEntityConnectionOptions { RecoverAutomatically = false }))
        {
            using var answers = connection.Subscribe(0x1001);
            var sending = connection.SendDiagnosticAsync(new DiagnosticSend(0x1001, new byte[] { 0x3E, 0x00 }), Guard.Token()).AsTask();
            using (var gateway = await entity.AcceptAsync())
            {
                await gateway.ActivateAsync(RoutingActivationResponseCode.ConfirmationRequired);
                var message = await gateway.ReadAsync<DiagnosticMessage>();
                await gateway.AcknowledgeAsync(message);
                await Guard.Within(sending);
                await gateway.RespondAsync(message, 0x7E, 0x00);
                await answers.ReceiveAsync(Guard.Token());
            }

            await Assert.ThrowsAsync<DoIpException>(() => Guard.Within(answers.ReceiveAsync(Guard.Token()).AsTask()));
        }

        var lines = recorder.Lines;
        Assert.Contains("modular.doip.connections 1", lines);
        Assert.Contains("modular.doip.connections -1", lines);
        Assert.Contains("modular.doip.connect.duration outcome=connected", lines);
        Assert.Contains("modular.doip.routing_activations 1 code=ConfirmationRequired", lines);
        Assert.Contains("modular.doip.messages.sent 1 acknowledgement=Positive", lines);
        Assert.Contains("modular.doip.messages.received 1", lines);
        Assert.Contains(lines, line => line.StartsWith("modular.doip.connections.lost 1 cause=", StringComparison.Ordinal));
    }
}
