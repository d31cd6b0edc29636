using Modular.Simulation.Ecus;

namespace Modular.Simulation.Services;

/// <summary>What an ECU does for one service identifier.</summary>
internal interface IServiceBehaviour
{
    /// <summary>
    /// Whether requests are decoded before <see cref="Answer"/>, and refused when they do not fit their description.
    /// Services whose requests the standard defines byte by byte check for themselves.
    /// </summary>
    bool DecodesRequest => true;

    /// <summary>Answers a request that a described service matches and whose preconditions hold.</summary>
    /// <param name="turn">The request.</param>
    /// <returns>The positive response, or why not.</returns>
    EcuReply Answer(EcuTurn turn);
}
