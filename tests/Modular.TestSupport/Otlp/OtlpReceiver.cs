using System.Buffers.Binary;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Modular.TestSupport.Otlp;

/// <summary>A collector that keeps what it gets: OTLP by HTTP with protobuf bodies, and by gRPC, on loopback ports that the system chose.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly List<OtlpSpan> _spans = [];
    private readonly List<string> _metrics = [];
    private readonly List<byte[]> _metricBytes = [];
    private readonly List<OtlpLog> _logs = [];
    private readonly List<string> _requests = [];
    private readonly WebApplication _application;
    private TaskCompletionSource _arrived = NewArrival();

    private OtlpReceiver(WebApplication application) => _application = application;

    /// <summary>Where HTTP goes.</summary>
    public Uri Http => new(_application.Urls.First());

    /// <summary>Where gRPC goes.</summary>
    public Uri Grpc => new(_application.Urls.Last());

    /// <summary>Every request so far: path, and header <c>x-test</c> where it has one.</summary>
    public IReadOnlyList<string> Requests => Copy(_requests);

    /// <summary>Every span so far.</summary>
    public IReadOnlyList<OtlpSpan> Spans => Copy(_spans);

    /// <summary>Every name of a metric so far.</summary>
    public IReadOnlyList<string> Metrics => Copy(_metrics);

    /// <summary>Says whether a text, such as the value of a tag, occurs in any metric so far.</summary>
    public bool MetricsMention(string text) => Copy(_metricBytes).Exists(bytes => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    /// <summary>Every log record so far.</summary>
    public IReadOnlyList<OtlpLog> Logs => Copy(_logs);

    /// <summary>Listens.</summary>
    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        var application = builder.Build();
        var receiver = new OtlpReceiver(application);
        application.Run(receiver.HandleAsync);
        await application.StartAsync();
        return receiver;
    }

    /// <summary>Waits until what came satisfies a condition.</summary>
    /// <exception cref="TimeoutException">It did not in time; the message says what came.</exception>
    public async Task WaitUntilAsync(Func<OtlpReceiver, bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var arrived = Volatile.Read(ref _arrived).Task;
            if (condition(this))
            {
                return;
            }

            try
            {
                await arrived.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException(
                    $"What was awaited did not come. Spans:\n{string.Join('\n', Spans)}\nMetrics: {string.Join(' ', Metrics)}\nLogs:\n{string.Join('\n', Logs)}");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        var message = new ReadOnlyMemory<byte>(body.ToArray());
        if (isGrpc)
        {
            message = message.Slice(5, BinaryPrimitives.ReadInt32BigEndian(message.Span[1..]));
        }

        Keep(context.Request, message);
        if (isGrpc)
        {
            context.Response.ContentType = "application/grpc";
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        }
        else
        {
            context.Response.ContentType = "application/x-protobuf";
        }
    }

    private void Keep(HttpRequest request, ReadOnlyMemory<byte> message)
    {
        var path = request.Path.Value!;
        lock (_gate)
        {
            _requests.Add($"{path} {request.Headers["x-test"]}".TrimEnd());
            if (path.Contains("trace", StringComparison.OrdinalIgnoreCase))
            {
                _spans.AddRange(OtlpMessages.ReadSpans(message));
            }
            else if (path.Contains("metrics", StringComparison.OrdinalIgnoreCase))
            {
                _metricBytes.Add(message.ToArray());
                _metrics.AddRange(OtlpMessages.ReadMetricNames(message));
            }
            else
            {
                _logs.AddRange(OtlpMessages.ReadLogs(message));
            }
        }

        Interlocked.Exchange(ref _arrived, NewArrival()).TrySetResult();
    }

    private List<T> Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
