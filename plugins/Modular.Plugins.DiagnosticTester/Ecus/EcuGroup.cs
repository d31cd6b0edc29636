using Modular.Plugins.DiagnosticTester.Links;
using Modular.Plugins.DiagnosticTester.Safety;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>
/// The ECUs which databases describe at one place: mostly one, several when only detection can tell which of them is
/// built in. They share turn and channel.
/// </summary>
/// <param name="turn">Their turn.</param>
/// <param name="channel">Their channel.</param>
internal sealed class EcuGroup(EcuTurn turn, EcuChannel channel) : IAsyncDisposable
{
    /// <summary>The ECUs, ordered by name. Never empty once the tester is built.</summary>
    public IReadOnlyList<Ecu> Members { get; set; } = [];

    /// <summary>One request at a time.</summary>
    public EcuTurn Turn { get; } = turn;

    /// <summary>Ends the exchange that holds the turn, at an emergency stop.</summary>
    public ExchangeAbort Abort { get; } = new();

    /// <summary>The way to the place.</summary>
    public EcuChannel Channel { get; } = channel;

    /// <summary>The member to speak for the group: the one that is built in as far as known, else the first.</summary>
    public Ecu Speaker => Members.FirstOrDefault(member => member.Condition.Variant == VariantState.Detected) ?? Members[0];

    /// <summary>Whether a logical address belongs to the group: its ECU's, or that of the gateway in front.</summary>
    /// <param name="logicalAddress">The address.</param>
    public bool IsBehind(uint logicalAddress) =>
        Members[0].Definition.GatewayAddress == logicalAddress || Members[0].Definition.LogicalAddress == logicalAddress;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
        {
            await member.DisposeAsync().ConfigureAwait(false);
        }

        await Channel.DisposeAsync().ConfigureAwait(false);
        Turn.Dispose();
        Abort.Dispose();
    }
}
