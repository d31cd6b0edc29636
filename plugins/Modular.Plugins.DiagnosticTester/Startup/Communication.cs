using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Links;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Startup;

/// <summary>Begins the communication with the vehicle when its time has come. A start that failed may be tried again.</summary>
internal sealed partial class Communication : ICommunicationControl, IDisposable
{
    /// <summary>Longest time a start may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ICapability<ITransport> _transports;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private volatile Status _status;
    private Task _starting = Task.CompletedTask;

    /// <summary>Creates it; with an immediate start it has begun already.</summary>
    /// <param name="options">When to begin.</param>
    /// <param name="providers">The transports.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Takes what happens.</param>
    public Communication(TesterOptions options, LinkProviders providers, TimeProvider time, ILogger<Communication> logger)
    {
        _transports = providers.Transports;
        _time = time;
        _logger = logger;
        Start = options.Start;
        _status = new Status(Start == CommunicationStart.Immediate ? CommunicationState.Started : CommunicationState.Deferred);
        if (Start == CommunicationStart.Immediate)
        {
            _begun.SetResult();
        }
    }

    /// <summary>When it begins.</summary>
    public CommunicationStart Start { get; }

    /// <summary>Completes when it has begun.</summary>
    public Task Begun => _begun.Task;

    /// <inheritdoc/>
    public CommunicationState State => _status.State;

    /// <inheritdoc/>
    public string? Failure => _status.Failure;

    /// <summary>What stands where, read at once.</summary>
    public (CommunicationState State, string? Failure) Snapshot => _status is var status ? (status.State, status.Failure) : default;

    /// <inheritdoc/>
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (_status.State == CommunicationState.Started)
        {
            return default;
        }

        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (_starting.IsCompleted && _status.State != CommunicationState.Started)
            {
                _status = new Status(CommunicationState.Starting);
                _starting = Task.Run(() => StartOnceAsync(_stop.Token), CancellationToken.None);

                // Whoever asked may have given up; the state tells the failure then.
                _ = _starting.ContinueWith(
                    static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            return new ValueTask(_starting.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Lets a request to an ECU pass, starts for it, or refuses it.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DiagnosticException">It has not begun, or could not begin.</exception>
    public ValueTask EnsureAsync(string ecu, CancellationToken cancellationToken)
    {
        var status = _status;
        return status.State == CommunicationState.Started
            ? default
            : Start == CommunicationStart.OnDemand
                ? StartAsync(cancellationToken)
                : throw new DiagnosticException(
                    DiagnosticFailure.CommunicationPending,
                    $"{ecu} cannot be asked: the communication with the vehicle {Describe(status)}.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _stop.Cancel();
        }
    }

    private static string Describe(Status status) => status.State switch
    {
        CommunicationState.Failed => $"could not be started ({status.Failure}) and waits to be started again",
        CommunicationState.Starting => "is being started",
        _ => "waits for a plugin to start it",
    };

    private async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        LogStarting();
        var started = _time.GetTimestamp();
        try
        {
            await DiscoverAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _status = new Status(CommunicationState.Failed, exception.Message);
            LogNotStarted(exception.Message);
            throw exception as DiagnosticException ?? new DiagnosticException(
                DiagnosticFailure.CommunicationPending, $"The communication with the vehicle could not be started: {exception.Message}");
        }

        _status = new Status(CommunicationState.Started);
        _begun.TrySetResult();
        LogStarted(_time.GetElapsedTime(started).TotalMilliseconds);
    }

    // One transport that works is enough: a vehicle need not be on all of them.
    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var leases = _transports.AcquireAll();
        var failures = new List<string>();
        foreach (var lease in leases)
        {
            using (lease)
            {
                try
                {
                    await lease.Value.DiscoverAsync(either.Token).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    failures.Add($"{lease.Provider.Id}: {exception.Message}");
                    LogTransportFailed(lease.Provider.Id, exception.Message);
                }
            }
        }

        if (failures.Count == leases.Count)
        {
            throw new DiagnosticException(
                DiagnosticFailure.CommunicationPending,
                leases.Count == 0
                    ? "The communication with the vehicle could not be started: no transport runs. 'modular plugin list' shows why."
                    : $"The communication with the vehicle could not be started: {string.Join("; ", failures)}");
        }
    }

    [LoggerMessage(6060, LogLevel.Information, "Starting the communication with the vehicle")]
    private partial void LogStarting();

    [LoggerMessage(6061, LogLevel.Information, "Started the communication with the vehicle in {DurationMs:0} ms")]
    private partial void LogStarted(double durationMs);

    [LoggerMessage(6062, LogLevel.Error, "{Reason} It may be tried again")]
    private partial void LogNotStarted(string reason);

    [LoggerMessage(6063, LogLevel.Warning, "Transport {Transport} did not start: {Reason}")]
    private partial void LogTransportFailed(string transport, string reason);

    private sealed record Status(CommunicationState State, string? Failure = null);
}
