using Modular.Simulation.Ecus;

namespace Modular.Simulation.Services;

/// <summary>DiagnosticSessionControl (0x10): enters the session and reports the timing that holds in it.</summary>
internal sealed class SessionBehaviour : IServiceBehaviour
{
    private const byte ResponseId = 0x50;
    private const byte TimingLength = 4;

    public EcuReply Answer(EcuTurn turn)
    {
        var ecu = turn.Ecu;
        ecu.EnterSession(turn.SubFunction);
        var p2 = ecu.Profile.P2ServerMaxMilliseconds;
        // P2* is reported in steps of 10 ms.
        var p2Star = ecu.Profile.P2StarServerMaxMilliseconds / 10;
        byte[] standard =
            [ResponseId, turn.SubFunction, (byte)(p2 >> 8), (byte)p2, (byte)(p2Star >> 8), (byte)p2Star];
        // The standard always has the timing record. A description without it reads the two bytes it knows.
        return ecu.Describe(turn, (response, _) => standard.AsSpan(0, Math.Min(standard.Length, response.Length)).CopyTo(response))
            is { Response: { } described } && described.Length > standard.Length - TimingLength
            ? described
            : standard;
    }
}
