using Modular.Uds.Messages;

namespace Modular.Simulation.Ecus;

/// <summary>What an ECU answers: a positive response with all its bytes, or a refusal.</summary>
internal readonly record struct EcuReply
{
    private EcuReply(byte[]? response, NegativeResponseCode? code)
    {
        Response = response;
        Code = code;
    }

    /// <summary>The positive response; null for a refusal.</summary>
    public byte[]? Response { get; }

    /// <summary>Why the ECU refuses; null for a positive response.</summary>
    public NegativeResponseCode? Code { get; }

    public static implicit operator EcuReply(NegativeResponseCode code) => new(null, code);

    public static implicit operator EcuReply(byte[] response) => new(response, null);
}
