using Modular.Sdk.Health;

namespace Modular.Plugins.Transport.DoIp.Discovery;

/// <summary>
/// Health part <c>doip</c>: pending while the communication is deferred, starting until the first search ended, failed while no search can be made. Announcements that
/// cannot be heard, because another program of the machine owns the port, cost comfort only: entities are found by asking.
/// </summary>
internal sealed class DoIpHealth : IHealthContributor
{
    private readonly Lock _gate = new();
    private bool _isDeferred;
    private bool _hasSearched;
    private string? _searchFailure;
    private string? _listenerFailure;

    /// <inheritdoc/>
    public string Name => "doip";

    /// <summary>Whether announcements are heard.</summary>
    public bool IsListening { get; private set; }

    /// <inheritdoc/>
    public HealthReport GetReport()
    {
        lock (_gate)
        {
            if (_searchFailure is not null)
            {
                return new HealthReport(HealthState.Failed, string.Join(' ', new[] { _searchFailure, _listenerFailure }.OfType<string>()));
            }

            if (_isDeferred)
            {
                return new HealthReport(HealthState.Pending, "No entity was asked for yet: the communication with the vehicle is deferred.");
            }

            return _hasSearched
                ? new HealthReport(HealthState.Up, _listenerFailure)
                : new HealthReport(HealthState.Starting, "The first search for entities has not ended yet.");
        }
    }

    /// <summary>The search for entities waits for somebody to want something, or begins.</summary>
    /// <param name="isDeferred">Whether it waits.</param>
    public void Deferred(bool isDeferred)
    {
        lock (_gate)
        {
            _isDeferred = isDeferred;
        }
    }

    /// <summary>A search ended.</summary>
    /// <param name="failure">Why it could not be made, or null.</param>
    public void SearchEnded(string? failure)
    {
        lock (_gate)
        {
            _hasSearched = true;
            _searchFailure = failure;
        }
    }

    /// <summary>The listener started or failed.</summary>
    /// <param name="failure">Why it hears nothing, or null.</param>
    public void ListenerChanged(string? failure)
    {
        lock (_gate)
        {
            _listenerFailure = failure;
            IsListening = failure is null;
        }
    }
}
