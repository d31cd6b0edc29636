namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary>A difference as JSON.</summary>
internal sealed record DifferenceLine(string Path, string Kind, string? First, string? Second);
