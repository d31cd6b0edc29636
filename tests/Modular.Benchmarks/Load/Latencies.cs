using System.Diagnostics;

namespace Modular.Benchmarks.Load;

/// <summary>Durations of single operations, and what is told of them.</summary>
internal sealed class Latencies(int capacity = 0)
{
    private readonly List<long> _ticks = new(capacity);
    private bool _isSorted;

    public int Count => _ticks.Count;

    public void Add(long ticks)
    {
        _ticks.Add(ticks);
        _isSorted = false;
    }

    public void Add(Latencies other)
    {
        _ticks.AddRange(other._ticks);
        _isSorted = false;
    }

    /// <summary>The duration that a share of the operations stayed within.</summary>
    /// <param name="share">0 to 1; 1 for the longest.</param>
    /// <returns>Microseconds; 0 without operations.</returns>
    public double Percentile(double share)
    {
        if (_ticks.Count == 0)
        {
            return 0;
        }

        if (!_isSorted)
        {
            _ticks.Sort();
            _isSorted = true;
        }

        var index = Math.Clamp((int)Math.Ceiling(share * _ticks.Count) - 1, 0, _ticks.Count - 1);
        return _ticks[index] * 1e6 / Stopwatch.Frequency;
    }
}
