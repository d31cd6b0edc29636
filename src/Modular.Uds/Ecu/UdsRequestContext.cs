using Modular.Sdk.Transports;
using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>Circumstances of one request at an ECU.</summary>
public sealed class UdsRequestContext
{
    private readonly UdsServiceId _service;
    private readonly UdsResponder _respond;
    private List<Action>? _afterResponse;

    internal UdsRequestContext(UdsServiceId service, byte session, AddressingMode addressing, UdsResponder respond)
    {
        _service = service;
        _respond = respond;
        Session = session;
        Addressing = addressing;
    }

    /// <summary>Session in which the request came, 1 to 127.</summary>
    public byte Session { get; }

    /// <summary>Whether the tester asked this ECU or all of them.</summary>
    public AddressingMode Addressing { get; }

    /// <summary>Whether the tester was told to wait; if so it gets the final response in any case.</summary>
    public bool IsPending { get; private set; }

    internal byte? NextSession { get; private set; }

    internal IReadOnlyList<Action> AfterResponse => _afterResponse ?? [];

    /// <summary>Tells the tester to wait on (0x78).</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when the medium took the message.</returns>
    public async ValueTask RespondPendingAsync(CancellationToken cancellationToken)
    {
        IsPending = true;
        var pending = UdsResponse.Negative(_service, NegativeResponseCode.RequestCorrectlyReceivedResponsePending);
        await _respond(pending.Bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Enters a session once a positive response was sent or suppressed.</summary>
    /// <param name="session">1 to 127.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="session"/> is outside of 1 to 127.</exception>
    public void EnterSession(byte session)
    {
        ArgumentOutOfRangeException.ThrowIfZero(session);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(session, (byte)0x7F);
        NextSession = session;
    }

    /// <summary>Runs something once the response was sent or suppressed, for example a reset.</summary>
    /// <param name="action">What to do.</param>
    public void RunAfterResponse(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        (_afterResponse ??= []).Add(action);
    }
}
