using Modular.Plugins.Safety.Configuration;

namespace Modular.Plugins.Safety.Values;

/// <summary>A value of the vehicle with its last sample. Safe for concurrent use.</summary>
/// <param name="name">Name in conditions.</param>
/// <param name="options">Where it comes from.</param>
/// <param name="time">The clock by which it ages.</param>
internal sealed class VehicleValue(string name, ValueOptions options, TimeProvider time)
{
    private volatile ValueSample? _last;
    private volatile string? _failure;

    /// <summary>Name in conditions.</summary>
    public string Name => name;

    /// <summary>Where it comes from.</summary>
    public ValueOptions Options => options;

    /// <summary>The last sample, however old, or null.</summary>
    public ValueSample? Last => _last;

    /// <summary>Why the last attempt to read it failed; null when it did not.</summary>
    public string? Failure => _failure;

    /// <summary>The last sample as long as it counts; null when it is too old or there is none.</summary>
    public ValueSample? Current => _last is { } last && AgeOf(last) <= options.MaxAge ? last : null;

    /// <summary>Age of a sample.</summary>
    /// <param name="sample">The sample.</param>
    public TimeSpan AgeOf(ValueSample sample) => time.GetElapsedTime(sample.Timestamp);

    /// <summary>Takes a sample.</summary>
    /// <param name="sample">The sample.</param>
    public void Set(ValueSample sample)
    {
        _last = sample;
        _failure = null;
    }

    /// <summary>It could not be read. What is known counts until it is too old.</summary>
    /// <param name="reason">Why, for a person.</param>
    /// <returns>True when that is news.</returns>
    public bool Fail(string reason)
    {
        var isNews = _failure is null;
        _failure = reason;
        return isNews;
    }
}
