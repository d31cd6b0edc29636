using Modular.Simulation.Ecus;

namespace Modular.Simulation.Services;

/// <summary>EcuReset (0x11): confirms, then starts over.</summary>
internal sealed class ResetBehaviour : IServiceBehaviour
{
    public EcuReply Answer(EcuTurn turn)
    {
        var response = turn.Ecu.Describe(turn);
        if (response.Response is not null)
        {
            turn.Ecu.Reset();
        }

        return response;
    }
}
