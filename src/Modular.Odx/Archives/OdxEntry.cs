namespace Modular.Odx.Archives;

/// <summary>One file of an archive or folder. Its name is shown and compared, never used as a path.</summary>
/// <param name="Name">Name as the archive gives it.</param>
/// <param name="Length">Size in bytes when unpacked, as the archive claims it.</param>
/// <param name="IsOdx">Whether the name says that the file is an ODX document.</param>
public sealed record OdxEntry(string Name, long Length, bool IsOdx);
