namespace Modular.Odx;

/// <summary>A file is no ODX or PDX that can be read; the message says what is wrong and where.</summary>
public sealed class OdxFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">Name of the file, with the archive's entry where there is one.</param>
    /// <param name="reason">What is wrong.</param>
    /// <param name="line">Line in the document, counted from 1; 0 where there is none.</param>
    /// <param name="inner">What was found below.</param>
    public OdxFormatException(string source, string reason, int line = 0, Exception? inner = null)
        : base(line > 0 ? $"{source}, line {line}: {reason}" : $"{source}: {reason}", inner)
    {
        Document = source;
        Reason = reason;
        Line = line;
    }

    /// <summary>Name of the file or of the archive's entry.</summary>
    public string Document { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }

    /// <summary>Line in the document, counted from 1; 0 where there is none.</summary>
    public int Line { get; }
}
