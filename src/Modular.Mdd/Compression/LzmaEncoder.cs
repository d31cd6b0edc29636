using System.Buffers;

namespace Modular.Mdd.Compression;

/// <summary>Compresses into legacy LZMA streams (.lzma, also called LZMA_ALONE), as the reference converter writes them.</summary>
/// <remarks>
/// lc 3, lp 0, pb 2, a dictionary of 8 MiB, an end marker instead of a size. Equal contents give equal streams on every
/// machine. Memory is bounded: at most 80 MiB beside the content and the stream, less for smaller contents.
/// </remarks>
public static class LzmaEncoder
{
    private const int DictionarySize = 8 * 1024 * 1024;
    private const int CheckEvery = 64 * 1024;

    private static readonly LzmaProperties Properties = new(3, 0, 2, DictionarySize, null);

    /// <summary>Compresses a content as a whole.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static byte[] Encode(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var target = new ArrayBufferWriter<byte>(Math.Max(64, content.Length / 4));
        Encode(content, target, cancellationToken);
        return target.WrittenSpan.ToArray();
    }

    /// <summary>Compresses a content as a whole.</summary>
    /// <param name="content">The content; it must not change meanwhile.</param>
    /// <param name="target">Where the stream goes.</param>
    /// <param name="cancellationToken">Ends the work early; the target then holds part of a stream.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Encode(ReadOnlyMemory<byte> content, IBufferWriter<byte> target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        Properties.Write(target.GetSpan(LzmaProperties.Size));
        target.Advance(LzmaProperties.Size);
        var coder = new LzmaRangeEncoder(target);
        var model = new LzmaEncoderModel(Properties);
        var parser = new LzmaParser(content, model, DictionarySize);
        var history = default(LzmaHistory);
        var (position, check) = (0, 0);
        while (position < content.Length)
        {
            if (position >= check)
            {
                cancellationToken.ThrowIfCancellationRequested();
                check = position + CheckEvery;
            }

            model.Prices.Refresh();
            foreach (var symbol in parser.Plan(position, history))
            {
                model.Write(coder, content.Span, position, symbol, history);
                history.Apply(symbol);
                position += symbol.Length;
            }
        }

        model.WriteEnd(coder, position, history.State);
        coder.Flush();
    }
}
