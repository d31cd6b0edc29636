using Modular.Uds.Messages;
using Modular.Uds.Messages.Services;

namespace Modular.Uds.Tester;

// A whole transfer to the ECU.
public sealed partial class UdsClient
{
    private const int BlockHeaderLength = 2;

    /// <summary>Transfers data to the ECU: RequestDownload, TransferData block by block, RequestTransferExit.</summary>
    /// <param name="memory">Where the data goes.</param>
    /// <param name="data">The data, as the ECU wants it: compressed and encrypted already.</param>
    /// <param name="dataFormat">Compression in the high half, encryption in the low one; 0 is neither.</param>
    /// <param name="progress">Gets the number of bytes the ECU has confirmed; null for none.</param>
    /// <param name="cancellationToken">Gives up between or within blocks; the ECU keeps what it has.</param>
    /// <returns>The ECU's confirmation of the end, or the refusal of the step that failed.</returns>
    public async ValueTask<UdsResult<RequestTransferExitResponse>> DownloadAsync(
        MemoryLocation memory, ReadOnlyMemory<byte> data, byte dataFormat, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var begin = await SendAsync<RequestDownloadRequest, RequestDownloadResponse>(
            new RequestDownloadRequest(dataFormat, memory), cancellationToken).ConfigureAwait(false);
        if (!begin.TryGetValue(out var ready))
        {
            return begin.Unanswered<RequestTransferExitResponse>();
        }

        if (ready.MaxNumberOfBlockLength <= BlockHeaderLength)
        {
            return begin.With<RequestTransferExitResponse>(UdsResultKind.Malformed, default);
        }

        // One buffer for all blocks, and never longer than the data, whatever the ECU allows.
        var blockLength = (int)Math.Min(ready.MaxNumberOfBlockLength - BlockHeaderLength, (ulong)data.Length);
        var request = new byte[BlockHeaderLength + blockLength];
        request[0] = (byte)UdsServiceId.TransferData;
        for (var offset = 0; offset < data.Length; offset += blockLength)
        {
            request[1]++;
            var block = data.Slice(offset, Math.Min(blockLength, data.Length - offset));
            block.CopyTo(request.AsMemory(BlockHeaderLength));
            var result = await SendAsync(request.AsMemory(0, BlockHeaderLength + block.Length), cancellationToken).ConfigureAwait(false);
            if (!result.IsPositive)
            {
                return result.Unanswered<RequestTransferExitResponse>();
            }

            progress?.Report(offset + block.Length);
        }

        return await SendAsync<RequestTransferExitRequest, RequestTransferExitResponse>(
            new RequestTransferExitRequest(default), cancellationToken).ConfigureAwait(false);
    }
}
