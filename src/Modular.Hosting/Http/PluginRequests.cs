namespace Modular.Hosting.Http;

/// <summary>The requests which are in one generation, so that its end reaches each of them. Safe for concurrent use.</summary>
internal sealed class PluginRequests
{
    private readonly Lock _gate = new();
    private PluginRequest? _first;
    private bool _areStreamsEnding;
    private bool _isEnding;

    /// <summary>Adds a request. One that comes while the generation drains is told so.</summary>
    public void Add(PluginRequest request)
    {
        bool isLate;
        lock (_gate)
        {
            request.Next = _first;
            if (_first is not null)
            {
                _first.Previous = request;
            }

            _first = request;
            isLate = _isEnding || (_areStreamsEnding && request.IsStream);
        }

        if (isLate)
        {
            request.End();
        }
    }

    /// <summary>Removes a request.</summary>
    public void Remove(PluginRequest request)
    {
        lock (_gate)
        {
            if (request.Previous is { } previous)
            {
                previous.Next = request.Next;
            }
            else
            {
                _first = request.Next;
            }

            if (request.Next is { } next)
            {
                next.Previous = request.Previous;
            }

            request.Next = request.Previous = null;
        }
    }

    /// <summary>Ends the streams, these and any that come: they never end by themselves.</summary>
    public void EndStreams()
    {
        lock (_gate)
        {
            _areStreamsEnding = true;
        }

        Snapshot().FindAll(static request => request.IsStream).ForEach(static request => request.End());
    }

    /// <summary>Ends all requests, these and any that come.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isEnding = true;
        }

        Snapshot().ForEach(static request => request.End());
    }

    /// <summary>Breaks the connections of the requests which are still here.</summary>
    public void Cut() => Snapshot().ForEach(static request => request.Cut());

    private List<PluginRequest> Snapshot()
    {
        var all = new List<PluginRequest>();
        lock (_gate)
        {
            for (var request = _first; request is not null; request = request.Next)
            {
                all.Add(request);
            }
        }

        return all;
    }
}
