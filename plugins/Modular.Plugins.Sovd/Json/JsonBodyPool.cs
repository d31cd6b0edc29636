using System.Collections.Concurrent;

namespace Modular.Plugins.Sovd.Json;

/// <summary>Lends bodies, so that a request allocates neither writer nor buffer. Safe for concurrent use.</summary>
internal sealed class JsonBodyPool : IDisposable
{
    /// <summary>Bodies kept. More than this many requests at once allocate and let go.</summary>
    private const int MaxRetained = 64;

    /// <summary>Longest buffer kept, in bytes: one large answer must not occupy memory for ever.</summary>
    private const int MaxRetainedCapacity = 64 * 1024;

    private readonly ConcurrentQueue<JsonBody> _free = new();
    private bool _disposed;

    /// <summary>Lends an empty body.</summary>
    /// <returns>The body; disposing it gives it back.</returns>
    public JsonBody Rent() => _free.TryDequeue(out var body) ? body : new JsonBody(this);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_free.TryDequeue(out var body))
        {
            body.Release();
        }
    }

    /// <summary>Takes a body back.</summary>
    /// <param name="body">The body.</param>
    internal void Return(JsonBody body)
    {
        if (_disposed || body.Buffer.Capacity > MaxRetainedCapacity || _free.Count >= MaxRetained)
        {
            body.Release();
            return;
        }

        body.Reset();
        _free.Enqueue(body);
    }
}
