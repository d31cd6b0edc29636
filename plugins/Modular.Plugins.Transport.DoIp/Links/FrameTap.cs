using System.Net;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Transport;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Links;

/// <summary>Shows the frames of all connections to the interceptors there are. Costs a field while there are none.</summary>
internal sealed partial class FrameTap : IDoIpFrameTap, IDisposable
{
    private readonly ICapability<IFrameInterceptor> _interceptors;
    private readonly ILogger _logger;
    private volatile bool _isActive;
    private volatile bool _isReported;

    /// <summary>Looks whether somebody looks.</summary>
    /// <param name="interceptors">Those who look.</param>
    /// <param name="logger">Takes failures.</param>
    public FrameTap(ICapability<IFrameInterceptor> interceptors, ILogger<FrameTap> logger)
    {
        _interceptors = interceptors;
        _logger = logger;
        interceptors.Changed += OnChanged;
        OnChanged(this, EventArgs.Empty);
    }

    /// <inheritdoc/>
    public bool IsActive => _isActive;

    /// <inheritdoc/>
    public FrameVerdict OnFrame(FrameDirection direction, EndPoint? local, EndPoint remote, long timestamp, ReadOnlyMemory<byte> frame)
    {
        var verdict = FrameVerdict.Pass;
        foreach (var lease in _interceptors.AcquireAll())
        {
            using (lease)
            {
                if (verdict.IsDropped)
                {
                    continue;
                }

                var seen = new TransportFrame(
                    "doip", direction, Describe(local), Describe(remote), timestamp, verdict.Replacement ?? frame);
                var next = Ask(lease, seen);
                verdict = next.IsDropped || next.Replacement is not null ? next : verdict;
            }
        }

        return verdict;
    }

    /// <inheritdoc/>
    public void Dispose() => _interceptors.Changed -= OnChanged;

    // Sockets for both families write an IPv4 address in the form of IPv6.
    private static string Describe(EndPoint? end) => end is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped
        ? new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port).ToString()
        : end?.ToString() ?? string.Empty;

    private FrameVerdict Ask(CapabilityLease<IFrameInterceptor> lease, in TransportFrame frame)
    {
        try
        {
            return lease.Value.OnFrame(frame);
        }
        catch (Exception exception)
        {
            if (!_isReported)
            {
                // Once: an interceptor that fails always would fill the log with frames.
                _isReported = true;
                LogFailed(lease.Provider.Id, $"{exception.GetType().Name}: {exception.Message}");
            }

            return FrameVerdict.Pass;
        }
    }

    private void OnChanged(object? sender, EventArgs arguments)
    {
        _isReported = false;
        _isActive = _interceptors.TryAcquire(out var lease);
        lease?.Dispose();
    }

    [LoggerMessage(6110, LogLevel.Error, "The frame interceptor of {Plugin} failed; frames pass it, and later failures are not reported: {Reason}")]
    private partial void LogFailed(string plugin, string reason);
}
