using System.Diagnostics;

namespace Modular.Benchmarks.Load;

/// <summary>Asks for one path again and again over one connection, the next time when the answer is whole.</summary>
internal sealed class LoadClient(DemoServer server, string path) : IDisposable
{
    private readonly HttpClient _client = server.CreateClient();
    private readonly Uri _uri = new(path, UriKind.Relative);

    public Latencies Latencies { get; } = new();

    public int Failures { get; private set; }

    /// <summary>What the first failure was.</summary>
    public string? FirstFailure { get; private set; }

    /// <param name="count">Most requests.</param>
    /// <param name="stop">Ends the client; the request under way is not counted.</param>
    public async Task RunAsync(int count, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && Latencies.Count + Failures < count)
        {
            var begin = Stopwatch.GetTimestamp();
            try
            {
                using var response = await _client.GetAsync(_uri, stop);
                if (response.IsSuccessStatusCode)
                {
                    Latencies.Add(Stopwatch.GetTimestamp() - begin);
                }
                else
                {
                    Fail($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(stop)}");
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (HttpRequestException exception)
            {
                Fail(exception.Message);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private void Fail(string reason)
    {
        FirstFailure ??= reason;
        Failures++;
    }
}
