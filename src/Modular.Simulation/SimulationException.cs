namespace Modular.Simulation;

/// <summary>A vehicle cannot be simulated as asked; the message says why in words for an operator.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, and with which file or setting.</param>
    /// <param name="innerException">The cause below, if any.</param>
    public SimulationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
