namespace Modular.Sdk.Diagnostics;

/// <summary>
/// Describes a diagnostic service of a variant. The tester derives from it to attach what it compiled; test doubles
/// use it as it is.
/// </summary>
public class DiagnosticService
{
    /// <summary>Short name in the database, unique within a variant.</summary>
    public required string ShortName { get; init; }

    /// <summary>Name for people, or null.</summary>
    public string? LongName { get; init; }

    /// <summary>Semantic of the database, for example <c>DATA</c> or <c>SESSION</c>, or null.</summary>
    public string? Semantic { get; init; }

    /// <summary>Short names of the functional classes the service belongs to.</summary>
    public IReadOnlyList<string> FunctionalClasses { get; init; } = [];

    /// <summary>
    /// The constant bytes with which every request of the service begins; at least the service identifier in a
    /// well-formed database, empty in a broken one.
    /// </summary>
    public ReadOnlyMemory<byte> RequestPrefix { get; init; }

    /// <summary>First byte of the request, or null when the database gives none.</summary>
    public byte? ServiceId => RequestPrefix.Length > 0 ? RequestPrefix.Span[0] : null;

    /// <summary>
    /// Second constant byte of the request without the suppress bit, or null when there is none. Only services which
    /// have a sub-function (ISO 14229-1) give it that meaning.
    /// </summary>
    public byte? SubFunction => RequestPrefix.Length > 1 ? (byte)(RequestPrefix.Span[1] & 0x7F) : null;

    /// <summary>Whether the database lets the service be executed.</summary>
    public bool IsExecutable { get; init; } = true;

    /// <summary>Short name of the layer which declares the service.</summary>
    public required string Layer { get; init; }

    /// <summary>Special data groups of the service.</summary>
    public virtual IReadOnlyList<SpecialDataGroup> SpecialDataGroups => [];

    /// <inheritdoc/>
    public override string ToString() => ShortName;
}
