using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Databases;
using Modular.Plugins.DiagnosticTester.Detection;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Plugins.DiagnosticTester.Links;
using Modular.Plugins.DiagnosticTester.Network;
using Modular.Plugins.DiagnosticTester.Slots;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester;

/// <summary>The diagnostic core: loads the databases, knows the ECUs, asks them in the background.</summary>
internal sealed partial class DiagnosticTester : IDiagnosticTester, IHostedService, IAsyncDisposable
{
    private readonly TesterOptions _options;
    private readonly DatabaseLoader _loader;
    private readonly DatabaseHealth _health;
    private readonly LinkProviders _providers;
    private readonly EcuServices _services;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<GroupDetection> _detections = [];
    private DatabaseSet _databases = DatabaseSet.Empty;
    private IReadOnlyList<EcuGroup> _groups = [];
    private IReadOnlyList<Ecu> _ecus = [];
    private FrozenDictionary<string, Ecu> _byName = FrozenDictionary<string, Ecu>.Empty;
    private Task _background = Task.CompletedTask;
    private int _isDisposed;

    /// <summary>Creates the tester. Nothing is loaded before it starts.</summary>
    public DiagnosticTester(
        TesterOptions options, DatabaseLoader loader, DatabaseHealth health, LinkProviders providers, EcuSlots slots, TesterMetrics metrics,
        TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _loader = loader;
        _health = health;
        _providers = providers;
        _loggers = loggers;
        _logger = loggers.CreateLogger<DiagnosticTester>();
        _services = new EcuServices(options, slots, new EcuEventHub(), metrics, time, loggers.CreateLogger<Ecu>());
    }

    /// <inheritdoc/>
    public IReadOnlyList<IEcu> Ecus => _ecus;

    /// <summary>The ECUs by their places.</summary>
    internal IReadOnlyList<EcuGroup> Groups => _groups;

    /// <inheritdoc/>
    public IEcu? FindEcu(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _byName.GetValueOrDefault(name);
    }

    /// <inheritdoc/>
    public NetworkStructure GetNetworkStructure() => NetworkStructureBuilder.Build(_ecus, _databases.FunctionalGroups, _options.Database);

    /// <inheritdoc/>
    public IAsyncEnumerable<EcuEvent> WatchAsync(CancellationToken cancellationToken) => _services.Events.WatchAsync(cancellationToken);

    /// <summary>Loads the databases and starts asking the ECUs in the background.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">The configuration asks for databases that are not there or not valid.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        var queue = new DetectionQueue(_options.Communication.Detection.Parallelism, _logger);
        var detections = Build(queue);
        var monitor = new TransportMonitor(
            _groups, _providers, group => queue.Add(group, detections[group]), _options.Communication.Detection.AtStart, _services.Time,
            _loggers.CreateLogger<TransportMonitor>());
        _background = Task.WhenAll(
            Task.Run(() => queue.RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => MonitorAsync(monitor, _stop.Token), CancellationToken.None));
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await _background.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The expected end of the background work.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The container disposes it once for each way in which it was registered.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        await _background.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var detection in _detections)
        {
            await detection.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var group in _groups)
        {
            await group.DisposeAsync().ConfigureAwait(false);
        }

        _databases.Dispose();
        _stop.Dispose();
    }

    private async Task MonitorAsync(TransportMonitor monitor, CancellationToken cancellationToken)
    {
        await _services.Slots.Communication.Begun.WaitAsync(cancellationToken).ConfigureAwait(false);
        await monitor.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _databases = await _loader.LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotReadable(_options.Database.Path, exception.Message);
            _health.Failed($"{DatabaseOptions.SectionName}:{nameof(DatabaseOptions.Path)}: {exception.Message}");
            if (_options.Database.RequireAny || !_options.Database.IgnoreInvalid)
            {
                throw;
            }

            return;
        }

        _health.Loaded(_databases);
        var broken = _databases.Problems.Where(problem => !problem.IsHarmless).ToArray();
        if (broken.Length > 0 && !_options.Database.IgnoreInvalid)
        {
            throw new InvalidOperationException(
                $"{broken.Length} databases are invalid and {DatabaseOptions.SectionName}:{nameof(DatabaseOptions.IgnoreInvalid)} is false. {string.Join(' ', broken)}");
        }

        if (_databases.Ecus.Count == 0 && _options.Database.RequireAny)
        {
            throw new InvalidOperationException(
                $"No database was loaded from '{_options.Database.Path}' and {DatabaseOptions.SectionName}:{nameof(DatabaseOptions.RequireAny)} is true.");
        }
    }

    private Dictionary<EcuGroup, GroupDetection> Build(DetectionQueue queue)
    {
        var detections = new Dictionary<EcuGroup, GroupDetection>();
        foreach (var place in _databases.Ecus.GroupBy(ecu => ecu.Place, StringComparer.Ordinal))
        {
            var name = string.Join('/', place.Select(ecu => ecu.Name));
            var group = new EcuGroup(new EcuTurn(name, _options.Communication.TurnTimeout, _services.Time), new EcuChannel(_providers));
            var detection = new GroupDetection(group, _options, _services.Metrics, _services.Time, _loggers.CreateLogger<GroupDetection>());
            group.Members = [.. place.Select(definition => new Ecu(definition, group, detection, _services))];
            foreach (var member in group.Members)
            {
                member.Reappeared += _ => queue.Add(group, detection);
            }

            detections.Add(group, detection);
        }

        _groups = [.. detections.Keys];
        _detections.AddRange(detections.Values);
        _ecus = [.. _groups.SelectMany(group => group.Members).OrderBy(ecu => ecu.Name, StringComparer.OrdinalIgnoreCase)];
        _byName = _ecus.ToFrozenDictionary(ecu => ecu.Name, StringComparer.OrdinalIgnoreCase);
        return detections;
    }

    [LoggerMessage(6007, LogLevel.Error, "The databases in {Path} cannot be read: {Reason}")]
    private partial void LogNotReadable(string? path, string reason);
}
