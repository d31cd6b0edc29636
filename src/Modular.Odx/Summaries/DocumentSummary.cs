namespace Modular.Odx.Summaries;

/// <summary>What an ODX document holds.</summary>
/// <param name="FileName">Name of the file within the archive.</param>
/// <param name="Container">The container's element, for example DIAG-LAYER-CONTAINER.</param>
/// <param name="ShortName">The container's short name.</param>
/// <param name="ModelVersion">MODEL-VERSION.</param>
/// <param name="Revision">Label of the last revision; null where there is none.</param>
/// <param name="ElementCount">How many elements.</param>
/// <param name="Layers">The layers, for a DIAG-LAYER-CONTAINER.</param>
public sealed record DocumentSummary(
    string FileName, string Container, string ShortName, string ModelVersion, string? Revision, int ElementCount, IReadOnlyList<LayerSummary> Layers);
