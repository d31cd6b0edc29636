using System.Text;

namespace Modular.Simulation.Values;

/// <summary>
/// Random numbers that depend on a seed and a name and on nothing else: the same vehicle on every machine and every run,
/// whatever the order of the requests.
/// </summary>
internal struct StableRandom
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private ulong _state;

    private StableRandom(ulong state) => _state = state;

    /// <summary>A sequence for a name.</summary>
    /// <param name="seed">Seed of the vehicle.</param>
    /// <param name="name">What the numbers are for.</param>
    /// <param name="salt">Tells apart several attempts for the same name.</param>
    public static StableRandom For(int seed, string name, int salt = 0)
    {
        var hash = FnvOffset;
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ value) * FnvPrime;
        }

        hash = (hash ^ unchecked((uint)seed)) * FnvPrime;
        return new StableRandom((hash ^ unchecked((uint)salt)) * FnvPrime);
    }

    /// <summary>64 random bits (SplitMix64).</summary>
    public ulong Next()
    {
        var value = _state += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double NextFraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 up to, but not including, a limit.</summary>
    public int Next(int limit) => (int)(Next() % (ulong)Math.Max(1, limit));

    /// <summary>A number within a range.</summary>
    public double Within(double minimum, double maximum) => minimum + (NextFraction() * (maximum - minimum));
}
