namespace Modular.Hosting.Configuration;

/// <summary>Something the operator has to correct before the host can work.</summary>
/// <param name="Path">Configuration key, or the word of the command line, that is wrong.</param>
/// <param name="Source">Where it was read: a file, an environment variable, the command line.</param>
/// <param name="Message">What is wrong and what would be right.</param>
internal sealed record ConfigurationMistake(string Path, string Source, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({Source}): {Message}";
}
