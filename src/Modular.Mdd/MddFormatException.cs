namespace Modular.Mdd;

/// <summary>A database is not what it should be: damaged, cut off, too large or hostile.</summary>
/// <remarks>The message says what is wrong, where, and what to do. It is never thrown for misuse of the library.</remarks>
public sealed class MddFormatException : Exception
{
    /// <summary>Makes an exception for a fault at a place.</summary>
    public MddFormatException(MddFailure cause, string message, string? fileName = null, long? offset = null, Exception? inner = null)
        : base(Describe(message, fileName, offset), inner)
    {
        Cause = cause;
        Detail = message;
        FileName = fileName;
        Offset = offset;
    }

    /// <summary>What kind of fault it is.</summary>
    public MddFailure Cause { get; }

    /// <summary>The message without the place.</summary>
    public string Detail { get; }

    /// <summary>The file, or null when the bytes came from elsewhere.</summary>
    public string? FileName { get; }

    /// <summary>Where the fault was found, in bytes from the start of the part in question: for causes of the container
    /// the file, for causes of compression the chunk's data, for causes of the payload the decompressed payload.</summary>
    public long? Offset { get; }

    private static string Describe(string message, string? fileName, long? offset) => (fileName, offset) switch
    {
        (null, null) => message,
        (null, _) => $"At byte {offset}: {message}",
        (_, null) => $"{fileName}: {message}",
        _ => $"{fileName}, at byte {offset}: {message}",
    };
}
