using System.Diagnostics.Metrics;

namespace Modular.Plugins.Sovd.Locks;

/// <summary>What is counted of locks.</summary>
internal sealed class LockMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Modular.Sovd";

    private readonly UpDownCounter<long> _held;
    private readonly Counter<long> _changes;

    /// <summary>Creates the instruments.</summary>
    /// <param name="factory">Owns the meter.</param>
    public LockMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _held = meter.CreateUpDownCounter<long>("modular.sovd.locks", "{lock}", "Locks on ECUs that are held.");
        _changes = meter.CreateCounter<long>("modular.sovd.lock.changes", "{change}", "Locks created, extended, released, expired, preempted and closed.");
    }

    /// <summary>A lock was taken.</summary>
    public void Created() => Change(1, "created");

    /// <summary>A lock got a new end.</summary>
    public void Extended() => Change(0, "extended");

    /// <summary>A lock was given back.</summary>
    public void Released() => Change(-1, "released");

    /// <summary>The time of a lock was over.</summary>
    public void Expired() => Change(-1, "expired");

    /// <summary>A lock was taken away.</summary>
    public void Preempted() => Change(-1, "preempted");

    /// <summary>A lock went with the server.</summary>
    public void Closed() => Change(-1, "closed");

    private void Change(int held, string change)
    {
        if (held != 0)
        {
            _held.Add(held);
        }

        _changes.Add(1, new KeyValuePair<string, object?>("change", change));
    }
}
