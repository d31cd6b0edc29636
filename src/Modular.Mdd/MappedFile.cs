using System.Buffers;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace Modular.Mdd;

/// <summary>A file mapped into memory for reading.</summary>
/// <remarks>
/// The mapping ends when nothing refers to it any more, not before: views may be reading on other threads when a database
/// is disposed. The file must not shrink meanwhile; replace files, never rewrite them.
/// </remarks>
internal sealed unsafe class MappedFile : MemoryManager<byte>
{
    private readonly SafeMemoryMappedViewHandle _handle;
    private readonly byte* _start;
    private readonly int _length;

    private MappedFile(SafeMemoryMappedViewHandle handle, byte* start, int length)
    {
        _handle = handle;
        _start = start;
        _length = length;
    }

    /// <summary>Maps a whole file; null for an empty one, of which there is nothing to map.</summary>
    /// <exception cref="MddFormatException">The file cannot be opened or is too large.</exception>
    public static MappedFile? Map(string path)
    {
        try
        {
            PipeCheck.ThrowIfNoFile(path);
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
            var length = stream.Length;
            if (length is 0 or > int.MaxValue)
            {
                return length == 0
                    ? null
                    : throw new MddFormatException(MddFailure.FileTooLarge, $"the file has {length} bytes, at most {int.MaxValue} can be read", path);
            }

            using var file = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            // Not AcquirePointer: its reference would outlive the handle's finaliser, and the mapping would never end.
            var start = (byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle() + view.PointerOffset;
            return new MappedFile(view.SafeMemoryMappedViewHandle, start, (int)length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MddFormatException(MddFailure.Unreadable, "the file cannot be opened: " + e.Message, path, inner: e);
        }
    }

    /// <summary>Tells the system that reads will jump about, so that it does not read ahead what nobody asks for.</summary>
    public void ExpectRandomAccess() => MemoryAdvice.Give(_start, _length, MemoryAdvice.Random);

    /// <summary>Lets the system take back the memory at once. Reads that are still under way get it from the file again.</summary>
    public void GiveBack() => MemoryAdvice.Give(_start, _length, MemoryAdvice.DoNotNeed);

    /// <summary>Ends the mapping at once. Only for a mapping that nobody else was given.</summary>
    public void Unmap() => _handle.Dispose();

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_start, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex, pinnable: this);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Nobody calls this: the handle's own finaliser ends the mapping, when no reader can be left.
        if (disposing)
        {
            _handle.Dispose();
        }
    }
}
