namespace Modular.Odx.Losses;

/// <summary>One element or attribute that is not in the database.</summary>
/// <param name="Document">Name of the file within the archive.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Path">Names of elements with short names in brackets; an attribute has a leading @.</param>
/// <param name="Reason">Why it is lost.</param>
public sealed record Loss(string Document, int Line, string Path, LossReason Reason);
