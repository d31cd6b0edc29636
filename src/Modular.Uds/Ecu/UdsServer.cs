using Modular.Sdk.Transports;
using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>
/// The ECU's side of UDS: takes requests from any transport, asks the application, and keeps the session and the rules on
/// what a tester gets to see.
/// </summary>
/// <remarks>
/// <para>Safe for concurrent use. One request is worked on at a time; a physical one that comes meanwhile is refused with
/// 0x21, a functional one ignored, tester present always answered.</para>
/// <para>Success is not confirmed where the request carries the suppress bit. A functional request is not refused with 0x11,
/// 0x12, 0x31, 0x7E or 0x7F. Both hold only as long as the tester was not told to wait.</para>
/// </remarks>
public sealed class UdsServer : IDisposable
{
    /// <summary>The session every ECU starts in and returns to.</summary>
    public const byte DefaultSession = 0x01;

    private readonly Lock _gate = new();
    private readonly IUdsApplication _application;
    private readonly UdsServerTiming _timing;
    private readonly ITimer _s3Timer;
    private byte _session = DefaultSession;
    private int _requestsInWork;
    private bool _isBusy;

    /// <summary>Creates an ECU in its default session.</summary>
    /// <param name="application">What the ECU does with requests.</param>
    /// <param name="timing">Times of the ECU.</param>
    /// <param name="time">The clock of the session's timer.</param>
    public UdsServer(IUdsApplication application, UdsServerTiming timing, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(timing);
        ArgumentNullException.ThrowIfNull(time);
        _application = application;
        _timing = timing;
        _s3Timer = time.CreateTimer(
            static state => ((UdsServer)state!).EndSession(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised after a session was entered, also when it is the same again. Handlers must return quickly.</summary>
    public event EventHandler<SessionChange>? SessionChanged;

    /// <summary>The active session, 1 to 127.</summary>
    public byte Session
    {
        get
        {
            lock (_gate)
            {
                return _session;
            }
        }
    }

    /// <summary>Works on one message of a tester.</summary>
    /// <param name="message">What came. Not kept after completion; anything but a request is ignored.</param>
    /// <param name="addressing">Whether the tester asked this ECU or all of them.</param>
    /// <param name="respond">Takes the responses, pending ones first, none at all where the rules want silence.</param>
    /// <param name="cancellationToken">The ECU stops, or the tester's connection is gone.</param>
    /// <returns>Completes when the last response was taken and what follows from it is done.</returns>
    public async ValueTask HandleAsync(
        ReadOnlyMemory<byte> message, AddressingMode addressing, UdsResponder respond, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(respond);
        if (!UdsRequest.TryParse(message, out var request))
        {
            return;
        }

        var mayOverlap = request.Service == UdsServiceId.TesterPresent;
        if (!Begin(mayOverlap))
        {
            var busy = UdsResponse.Negative(request.Service, NegativeResponseCode.BusyRepeatRequest);
            if (addressing == AddressingMode.Physical)
            {
                await respond(busy.Bytes, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var context = new UdsRequestContext(request.Service, Session, addressing, respond);
        try
        {
            var response = await _application.HandleAsync(request, context, cancellationToken).ConfigureAwait(false);
            if (ResponsePolicy.IsVisible(request, response, context))
            {
                await respond(response.Bytes, cancellationToken).ConfigureAwait(false);
            }

            if (response.IsPositive && context.NextSession is { } session)
            {
                Enter(session, SessionChangeReason.Requested);
            }
        }
        finally
        {
            End(mayOverlap);
        }

        foreach (var action in context.AfterResponse)
        {
            action();
        }
    }

    /// <summary>Puts the ECU back into its default session, as a restart does.</summary>
    public void Reset() => Enter(DefaultSession, SessionChangeReason.Reset);

    /// <summary>Stops the session's timer.</summary>
    public void Dispose() => _s3Timer.Dispose();

    private bool Begin(bool mayOverlap)
    {
        lock (_gate)
        {
            if (_isBusy && !mayOverlap)
            {
                return false;
            }

            _isBusy |= !mayOverlap;
            _requestsInWork++;
            _s3Timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    private void End(bool mayOverlap)
    {
        lock (_gate)
        {
            _isBusy &= mayOverlap;
            _requestsInWork--;
            ArmS3();
        }
    }

    private void Enter(byte session, SessionChangeReason reason)
    {
        SessionChange change;
        lock (_gate)
        {
            change = new SessionChange(_session, session, reason);
            _session = session;
            ArmS3();
        }

        SessionChanged?.Invoke(this, change);
    }

    private void EndSession()
    {
        lock (_gate)
        {
            // A request may have come while the timer was already firing.
            if (_requestsInWork > 0 || _session == DefaultSession)
            {
                return;
            }
        }

        Enter(DefaultSession, SessionChangeReason.S3Expired);
    }

    private void ArmS3()
    {
        var isRunning = _session != DefaultSession && _requestsInWork == 0;
        _s3Timer.Change(isRunning ? _timing.S3Server : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
