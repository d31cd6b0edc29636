using Modular.Sdk.Transports;

namespace Modular.Simulation.Tests.Support;

/// <summary>Talks to an ECU in hexadecimal digits.</summary>
internal static class Conversation
{
    /// <summary>What silence looks like.</summary>
    public const string Silence = "";

    public static string Ask(this SimulatedEcu ecu, string request, AddressingMode addressing = AddressingMode.Physical) =>
        Convert.ToHexString(ecu.Ask(Convert.FromHexString(request), addressing));

    public static byte[] Ask(this SimulatedEcu ecu, ReadOnlyMemory<byte> request, AddressingMode addressing = AddressingMode.Physical)
    {
        byte[] answer = [];
        var work = ecu.HandleAsync(
            request,
            addressing,
            (response, _) =>
            {
                answer = response.ToArray();
                return ValueTask.CompletedTask;
            },
            CancellationToken.None);
        Assert.True(work.IsCompletedSuccessfully, "A simulated ECU answers at once.");
        return answer;
    }
}
