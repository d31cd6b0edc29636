using System.Text.Encodings.Web;
using System.Text.Json;

namespace Modular.Plugins.Sovd.Json;

/// <summary>A JSON body under construction. It is sent only when it is complete, so that a late error gets its own status.</summary>
internal sealed class JsonBody : IDisposable
{
    // The bodies are application/json, never embedded in HTML, so that non-ASCII names stay readable.
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonBodyPool _pool;
    private Utf8JsonParameterSink? _sink;

    /// <summary>Creates a body. Only the pool does.</summary>
    /// <param name="pool">Where the body returns to.</param>
    public JsonBody(JsonBodyPool pool)
    {
        _pool = pool;
        Writer = new Utf8JsonWriter(Buffer, WriterOptions);
    }

    /// <summary>Takes the JSON.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>Renders decoded values into <see cref="Writer"/>.</summary>
    public Utf8JsonParameterSink Sink => _sink ??= new Utf8JsonParameterSink(Writer);

    /// <summary>What was written.</summary>
    internal PooledBufferWriter Buffer { get; } = new();

    /// <summary>Completes the JSON.</summary>
    /// <returns>The bytes; valid until the body is disposed.</returns>
    public ReadOnlyMemory<byte> Complete()
    {
        Writer.Flush();
        return Buffer.WrittenMemory;
    }

    /// <summary>Gives the body back to its pool.</summary>
    public void Dispose() => _pool.Return(this);

    /// <summary>Makes the body as good as new.</summary>
    internal void Reset()
    {
        Buffer.Clear();
        Writer.Reset();
        _sink?.Reset();
    }

    /// <summary>Gives the memory back.</summary>
    internal void Release()
    {
        Writer.Dispose();
        Buffer.Dispose();
        _sink?.Dispose();
    }
}
