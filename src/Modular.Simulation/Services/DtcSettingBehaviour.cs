using Modular.Simulation.Ecus;

namespace Modular.Simulation.Services;

/// <summary>ControlDTCSetting (0x85): remembers what was asked for.</summary>
internal sealed class DtcSettingBehaviour : IServiceBehaviour
{
    public EcuReply Answer(EcuTurn turn)
    {
        var response = turn.Ecu.Describe(turn);
        if (response.Response is not null)
        {
            turn.State.DtcSetting = turn.SubFunction;
        }

        return response;
    }
}
