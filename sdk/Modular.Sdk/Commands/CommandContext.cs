using Modular.Sdk.Plugins;

namespace Modular.Sdk.Commands;

/// <summary>What the host hands to a command.</summary>
/// <param name="Arguments">The words after the command's name, untouched.</param>
/// <param name="Output">Standard output: results only.</param>
/// <param name="Error">Standard error: errors and progress.</param>
/// <param name="IsInteractive">True when standard error is a terminal, so that progress may be drawn.</param>
/// <param name="Plugin">Identity, configuration and folders of the plugin that brought the command.</param>
public sealed record CommandContext(
    IReadOnlyList<string> Arguments,
    TextWriter Output,
    TextWriter Error,
    bool IsInteractive,
    IPluginContext Plugin)
{
    /// <summary>Standard input; empty where the command was started without one.</summary>
    public TextReader Input { get; init; } = TextReader.Null;
}
