using Microsoft.Extensions.Logging.Abstractions;
using Modular.Sdk.Protocols;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Testing.Transports;
using Modular.Sdk.Transports;
using Modular.Uds.Tester;

namespace Modular.Uds.Tests.Tester;

/// <summary>A channel over a scripted link, in virtual time.</summary>
internal sealed class ChannelFixture : IAsyncDisposable
{
    public ChannelFixture(UdsTiming? timing = null, AddressingMode addressing = AddressingMode.Physical)
    {
        Link = new FakeLink(Clock, "ECU", new LinkAddress(0x0E00, 0x1000, addressing));
        Channel = new UdsChannel(Link, timing ?? UdsTiming.Default, Clock, NullLogger.Instance);
    }

    public ManualTimeProvider Clock { get; } = new();

    public FakeLink Link { get; }

    public UdsChannel Channel { get; }

    public Task<ExchangeOutcome> Ask(string hex, ExchangeOptions options = default, CancellationToken cancellationToken = default) =>
        Channel.ExchangeAsync(Convert.FromHexString(hex), options, cancellationToken).AsTask();

    public async Task<List<ExchangeOutcome>> AskAll(string hex, ExchangeOptions options = default, CancellationToken cancellationToken = default)
    {
        List<ExchangeOutcome> outcomes = [];
        await foreach (var outcome in Channel.ExchangeFunctionalAsync(Convert.FromHexString(hex), options, cancellationToken))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <summary>Moves the clock from timer to timer until the exchange ends.</summary>
    public async Task<T> Finish<T>(Task<T> exchange)
    {
        while (!exchange.IsCompleted)
        {
            var next = Clock.UntilNextTimer ?? throw new InvalidOperationException("The exchange waits for nothing that could come.");
            Clock.Advance(next);
        }

        return await exchange;
    }

    public void Pass(int milliseconds) => Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    public ValueTask DisposeAsync() => Channel.DisposeAsync();
}
