namespace Modular.Mdd.Generators.Parsing;

/// <summary>A mistake in the schema file, by line.</summary>
internal sealed class SchemaException : Exception
{
    public SchemaException(int line, string message) : base(message) => Line = line;

    /// <summary>Line, counted from 1.</summary>
    public int Line { get; }
}
