using Microsoft.Extensions.Logging.Abstractions;
using Modular.Sdk.Transports;
using Modular.Uds.Tester;

namespace Modular.Benchmarks.Uds;

/// <summary>A link whose ECU answers at once and always the same, so that only the protocol is measured.</summary>
internal sealed class StubLink(byte[] answer) : IDiagnosticLink
{
    private bool _waits;

    public string Name => "Stub";

    public LinkAddress Address { get; } = new(0x0E00, 0x1101, AddressingMode.Physical);

    public LinkState State => LinkState.Connected;

    public long DroppedMessages => 0;

    public static UdsChannel OpenChannel(byte[] answer) =>
        new(new StubLink(answer), new UdsTiming(), TimeProvider.System, NullLogger.Instance);

    public ValueTask ConnectAsync(CancellationToken cancellationToken) => default;

    public ValueTask<SendConfirmation> SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        _waits = true;
        return new(new SendConfirmation(TimeProvider.System.GetTimestamp()));
    }

    public ValueTask<LinkMessage> ReceiveAsync(CancellationToken cancellationToken) =>
        TryReceive(out var message) ? new(message) : throw new InvalidOperationException("Nothing was asked.");

    public bool TryReceive(out LinkMessage message)
    {
        var waited = _waits;
        var now = TimeProvider.System.GetTimestamp();
        message = waited ? new LinkMessage(LinkMessageKind.Message, 0x1101, 0x0E00, answer, now, now) : default;
        _waits = false;
        return waited;
    }

    public ValueTask DisposeAsync() => default;
}
