using Modular.Simulation.Ecus;

namespace Modular.Simulation.Services;

/// <summary>Answers with what the database describes and changes nothing: for services without a behaviour of their own.</summary>
internal sealed class DescribedBehaviour : IServiceBehaviour
{
    public EcuReply Answer(EcuTurn turn) => turn.Ecu.Describe(turn);
}
