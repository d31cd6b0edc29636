namespace Modular.Simulation.Faults;

/// <summary>A trouble code that an ECU has stored.</summary>
/// <param name="Code">The code, 24 bits.</param>
/// <param name="Status">
/// Status bits as ISO 14229-1 numbers them: bit 0 test failed, bit 2 pending, bit 3 confirmed, bit 7 warning indicator requested.
/// </param>
public sealed record SimulatedFault(uint Code, byte Status);
