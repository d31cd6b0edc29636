using Modular.Kernel.Services;
using Modular.Simulation.Values;

namespace Modular.Simulation.Ecus;

/// <summary>One request while it is answered.</summary>
/// <param name="Ecu">The ECU.</param>
/// <param name="Service">The described service that the request belongs to.</param>
/// <param name="Request">The request, without the suppress bit.</param>
/// <param name="Values">The request's parameters; empty where the service reads raw bytes.</param>
internal sealed record EcuTurn(EcuCore Ecu, KernelService Service, ReadOnlyMemory<byte> Request, ValueBag Values)
{
    /// <summary>What the ECU keeps until its next reset.</summary>
    public EcuState State => Ecu.State;

    /// <summary>The sub-function; only for services that have one.</summary>
    public byte SubFunction => Request.Span[1];
}
