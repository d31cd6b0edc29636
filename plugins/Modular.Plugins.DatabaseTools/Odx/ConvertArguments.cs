using System.Text.RegularExpressions;
using Modular.Mdd.Compression;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>What the command line of <c>modular odx convert</c> asks for.</summary>
internal sealed record ConvertArguments
{
    /// <summary>PDX files, folders and loose ODX files.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Folder for the databases; null for beside each input.</summary>
    public string? Output { get; init; }

    /// <summary>Goes on where a description is wrong.</summary>
    public bool IsLenient { get; init; }

    /// <summary>Makes any loss a failure.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Puts code files into the databases.</summary>
    public bool IncludesJobFiles { get; init; }

    /// <summary>What to take out of code archives.</summary>
    public IReadOnlyList<(Regex Job, Regex Content)> PartialJobFiles { get; init; } = [];

    /// <summary>Audiences whose services are kept; empty for all.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>How many inputs are converted at the same time.</summary>
    public required int Parallel { get; init; }

    /// <summary>How the databases are written.</summary>
    public MddCompression Compression { get; init; } = MddCompression.Lzma;

    /// <summary>File for the losses of all inputs as JSON; null for none.</summary>
    public string? Report { get; init; }
}
