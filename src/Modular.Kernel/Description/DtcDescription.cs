using Modular.Kernel.Layers;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Description;

/// <summary>A trouble code.</summary>
/// <param name="Code">The coded trouble code.</param>
/// <param name="ShortName">Short name.</param>
/// <param name="DisplayCode">Code as displayed, for example <c>P0101</c>, or null.</param>
/// <param name="Text">Text for people, or null.</param>
/// <param name="Level">Severity, lower is more severe, or null.</param>
public sealed record DtcDescription(uint Code, string ShortName, string? DisplayCode, string? Text, uint? Level)
{
    /// <summary>Special data groups of the trouble code.</summary>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups { get; init; } = [];

    /// <summary>Whether the code is only used while a fault is not confirmed (IS-TEMPORARY).</summary>
    public bool IsTemporary { get; init; }

    internal static DtcDescription From(Dtc dtc) =>
        new(dtc.TroubleCode, dtc.ShortName ?? "", dtc.DisplayTroubleCode, dtc.Text?.Value, dtc.Level)
        {
            SpecialDataGroups = SpecialDataReader.Read(dtc.Sdgs),
            IsTemporary = dtc.IsTemporary,
        };
}
