using Modular.Simulation.Ecus;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>
/// SecurityAccess (0x27). The seed counts up from zero and the key is every byte of the seed plus 13, so that a tester needs
/// no secret. A wrong key leaves the seed valid, up to the number of attempts.
/// </summary>
internal sealed class SecurityBehaviour : IServiceBehaviour
{
    private const byte ResponseId = 0x67;
    private const int SeedLength = 8;
    private const byte KeyOffset = 13;
    private const int HeaderLength = 2;

    public EcuReply Answer(EcuTurn turn) => turn.SubFunction % 2 == 1 ? GiveSeed(turn) : TakeKey(turn);

    private static EcuReply GiveSeed(EcuTurn turn)
    {
        if (turn.Ecu.Elapsed < turn.State.KeysRefusedUntil)
        {
            return NegativeResponseCode.RequiredTimeDelayNotExpired;
        }

        turn.State.PendingSeed = turn.SubFunction;
        byte[] standard = [ResponseId, turn.SubFunction, .. SeedOf(SeedLength)];
        if (EcuCore.CanRead(turn, standard))
        {
            return standard;
        }

        // A seed of another length: the description tells which.
        return turn.Ecu.Describe(turn, static (response, _) =>
        {
            if (response.Length > HeaderLength)
            {
                SeedOf(response.Length - HeaderLength).CopyTo(response[HeaderLength..]);
            }
        });
    }

    private static EcuReply TakeKey(EcuTurn turn)
    {
        var state = turn.State;
        if (state.PendingSeed != turn.SubFunction - 1)
        {
            return NegativeResponseCode.RequestSequenceError;
        }

        var key = turn.Request.Span[HeaderLength..];
        if (!IsKey(key))
        {
            state.WrongKeys++;
            if (state.WrongKeys < turn.Ecu.Profile.MaxWrongKeys)
            {
                return NegativeResponseCode.InvalidKey;
            }

            state.PendingSeed = 0;
            state.WrongKeys = 0;
            state.KeysRefusedUntil = turn.Ecu.Elapsed + turn.Ecu.Profile.KeyDelay;
            return NegativeResponseCode.ExceedNumberOfAttempts;
        }

        state.WrongKeys = 0;
        state.PendingSeed = 0;
        state.SecurityLevel = (byte)(turn.SubFunction - 1);
        return turn.Ecu.Describe(turn);
    }

    private static bool IsKey(ReadOnlySpan<byte> key)
    {
        for (var index = 0; index < key.Length; index++)
        {
            if (key[index] != (byte)(index + KeyOffset))
            {
                return false;
            }
        }

        return key.Length > 0;
    }

    private static byte[] SeedOf(int length) => [.. Enumerable.Range(0, length).Select(static index => (byte)index)];
}
