namespace Modular.Kernel.Description;

/// <summary>Code of a job (PROG-CODE).</summary>
/// <param name="CodeFile">Name of the file with the code, a chunk of the database where it was packed; or null.</param>
/// <param name="Syntax">Language, for example <c>JAVA</c>, <c>CLASS</c> or <c>JAR</c>; or null.</param>
/// <param name="Revision">Revision of the code, or null.</param>
/// <param name="EntryPoint">Class or function to start, or null.</param>
public sealed record ProgramCode(string? CodeFile, string? Syntax, string? Revision, string? EntryPoint);
