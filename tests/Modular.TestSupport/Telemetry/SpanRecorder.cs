using System.Collections.Concurrent;
using System.Diagnostics;

namespace Modular.TestSupport.Telemetry;

/// <summary>Records the spans of our layers below one span of the test's own, so that tests beside it are not heard.</summary>
public sealed class SpanRecorder : IDisposable
{
    private const string OwnSource = "Test.Modular";

    private readonly ConcurrentQueue<Activity> _all = new();
    private readonly ActivitySource _source = new(OwnSource);
    private readonly ActivityListener _listener;

    /// <summary>Begins to listen, and begins the test's span.</summary>
    public SpanRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == OwnSource || source.Name.StartsWith("Modular.", StringComparison.Ordinal),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _all.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        Root = _source.StartActivity("test", ActivityKind.Internal, parentContext: default)!;
    }

    /// <summary>The test's span, current in the test.</summary>
    public Activity Root { get; }

    /// <summary>All spans that ended, of all tests.</summary>
    public IEnumerable<Activity> All => _all;

    /// <summary>Spans of the test's trace in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Ended => [.. _all.Where(span => span.TraceId == Root.TraceId)];

    /// <summary>The one span of the test's trace with a name.</summary>
    public Activity Single(string name) => Ended.Single(span => span.OperationName == name);

    /// <inheritdoc/>
    public void Dispose()
    {
        Root.Dispose();
        _listener.Dispose();
        _source.Dispose();
    }
}
