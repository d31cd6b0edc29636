using Modular.Hosting.Configuration;

namespace Modular.Hosting.Commands;

/// <summary>What the process is surrounded by, so that tests can surround it with something else.</summary>
internal sealed record HostEnvironment
{
    /// <summary>Standard input.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Standard output: results.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: errors and progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>True when standard error is a terminal.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Where <c>modular.json</c> is looked for and what relative paths are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The variables of the product.</summary>
    public required ConfigurationLayer Variables { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The surroundings of this process.</summary>
    public static HostEnvironment Current() => new()
    {
        Input = new StreamReader(Console.OpenStandardInput()),
        Output = Console.Out,
        Error = Console.Error,
        IsInteractive = !Console.IsErrorRedirected,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        Variables = EnvironmentLayerReader.Read(),
    };
}
