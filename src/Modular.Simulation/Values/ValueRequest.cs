using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Simulation.Values;

/// <summary>What a response is to contain, as far as it is known before values are invented.</summary>
internal sealed record ValueRequest
{
    /// <summary>Names the message, so that its invented values stay the same.</summary>
    public required string Scope { get; init; }

    /// <summary>
    /// Tells known values: what was configured, written before, or follows from the state of the ECU. The first argument
    /// is the path of the parameter within the message, its parts separated by dots.
    /// </summary>
    public Func<string, ParameterDescription, ParameterValue?>? Known { get; init; }

    /// <summary>How far the ECU's clock has moved; measurements depend on it. Zero where values must stay.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>
    /// How often inventing has failed: 0 for the most plausible values, then others, at last the smallest possible ones.
    /// </summary>
    public int Attempt { get; init; }
}
