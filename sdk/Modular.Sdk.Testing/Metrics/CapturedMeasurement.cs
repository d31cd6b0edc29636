namespace Modular.Sdk.Testing.Metrics;

/// <summary>One measurement.</summary>
/// <param name="Meter">Name of the meter.</param>
/// <param name="Instrument">Name of the instrument.</param>
/// <param name="Value">The value, in the instrument's unit.</param>
/// <param name="Tags">The tags; values as texts.</param>
public sealed record CapturedMeasurement(string Meter, string Instrument, double Value, IReadOnlyDictionary<string, string?> Tags);
