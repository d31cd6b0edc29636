using Modular.Simulation.Ecus;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>TransferData (0x36): blocks in order, counted from 1 and from 255 on to 0; a repeated block is confirmed again.</summary>
internal sealed class TransferDataBehaviour : IServiceBehaviour
{
    private const byte ResponseId = 0x76;
    private const int HeaderLength = 2;

    public bool DecodesRequest => false;

    public EcuReply Answer(EcuTurn turn)
    {
        var request = turn.Request.Span;
        if (turn.State.Transfer is not { } transfer)
        {
            return NegativeResponseCode.RequestSequenceError;
        }

        if (request.Length < HeaderLength || request.Length > turn.Ecu.Profile.MaxBlockLength
            || (transfer.IsUpload ? request.Length > HeaderLength : request.Length == HeaderLength))
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        var counter = request[1];
        if (transfer.HasBlock && counter == transfer.Counter)
        {
            return Confirm(transfer, counter);
        }

        if (counter != (byte)(transfer.Counter + 1))
        {
            return NegativeResponseCode.WrongBlockSequenceCounter;
        }

        if (transfer.IsUpload)
        {
            var length = (int)Math.Min(transfer.Remaining, turn.Ecu.Profile.MaxBlockLength - HeaderLength);
            if (length == 0)
            {
                return NegativeResponseCode.RequestSequenceError;
            }

            transfer.Upload(counter, length);
            return Confirm(transfer, counter);
        }

        var received = request.Length - HeaderLength;
        if (received > transfer.Remaining)
        {
            return NegativeResponseCode.TransferDataSuspended;
        }

        transfer.Download(counter, received);
        return Confirm(transfer, counter);
    }

    private static byte[] Confirm(MemoryTransfer transfer, byte counter) => [ResponseId, counter, .. transfer.LastUploaded];
}
