using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary>One word behind <c>modular mdd</c>.</summary>
internal interface IMddSubcommand
{
    /// <summary>The word.</summary>
    string Name { get; }

    /// <summary>How it is used: one or several lines.</summary>
    string Usage { get; }

    /// <summary>Exit code when a file cannot be read.</summary>
    int Failure => ExitCode.Failed;

    /// <summary>Does it; the first argument is the word itself.</summary>
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken);
}
