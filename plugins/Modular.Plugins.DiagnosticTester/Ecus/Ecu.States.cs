using System.Buffers;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>The part that moves the ECU between states in more than one step, always with the turn held.</summary>
internal sealed partial class Ecu
{
    private const byte SecurityAccess = 0x27;
    private const string SessionSemantic = "SESSION";

    // ISO 14229-1 DiagnosticSessionControl, defaultSession.
    private static readonly byte[] DefaultSession = [0x10, 0x01];

    /// <summary>Puts the ECU into its default session, past locks and rights: for an emergency stop.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="DiagnosticException">The ECU was busy for too long.</exception>
    /// <exception cref="Sdk.Transports.LinkException">The link failed.</exception>
    public async ValueTask<ExchangeOutcome> ReturnToDefaultSessionAsync(CancellationToken cancellationToken)
    {
        using var turn = await Group.Turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        var outcome = await ExchangeAsync(DefaultSessionRequest(), default, cancellationToken).ConfigureAwait(false);
        if (outcome.Kind == ExchangeOutcomeKind.Positive && _charts.Reset())
        {
            Publish();
        }

        return outcome;
    }

    // What the database calls the service of the session's start state, where that is harmless by its first bytes; else the
    // standard's.
    private ReadOnlyMemory<byte> DefaultSessionRequest()
    {
        var layer = _layer;
        var chart = layer.StateCharts.FirstOrDefault(candidate =>
            string.Equals(candidate.Semantic, SessionSemantic, StringComparison.OrdinalIgnoreCase));
        if (chart is null || _charts.FindService(layer.Services, chart, chart.StartState) is not { } service)
        {
            return DefaultSession;
        }

        var request = new ArrayBufferWriter<byte>();
        try
        {
            service.EncodeRequest(parameters: null, request);
        }
        catch (DiagnosticException)
        {
            return DefaultSession;
        }

        return Sdk.Safety.ServiceEffects.Of(request.WrittenSpan) == Sdk.Safety.ServiceEffect.Changes ? DefaultSession : request.WrittenMemory;
    }

    // sendKey has an even sub-function. Without a provider the call fails as one whose parameter is missing, as before.
    private bool NeedsKey(KernelService service) =>
        service is { ServiceId: SecurityAccess, SubFunction: > 0 and var level } && level % 2 == 0 && _services.Slots.Keys.IsOffered;

    private async ValueTask<ServiceOutcome> UnlockAsync(KernelService sendKey, StateChange change, CancellationToken cancellationToken)
    {
        var level = (byte)(sendKey.SubFunction!.Value - 1);
        var requestSeed = _layer.Services.FirstOrDefault(service => service.ServiceId == SecurityAccess && service.SubFunction == level)
            ?? throw new DiagnosticException(
                DiagnosticFailure.NotSupported, $"{Name} has no service in its variant {_layer.ShortName} that requests the seed of level 0x{level:X2}.");
        Authorize(requestSeed, change.Caller);
        var seed = await SendAsync(requestSeed, CallFor(requestSeed, change), sink: null, cancellationToken).ConfigureAwait(false);
        if (seed.Kind != ExchangeOutcomeKind.Positive)
        {
            return seed;
        }

        if (seed.Response.Length <= 2)
        {
            throw new DiagnosticException(DiagnosticFailure.ResponseTooShort, $"{Name} answered {requestSeed.ShortName} without a seed.");
        }

        if (seed.Response.Span[2..].IndexOfAnyExcept((byte)0) < 0)
        {
            // ISO 14229-1: a seed of zeros means that the level is unlocked already.
            if (_charts.Follow(sendKey, _layer.StateCharts, parameters: null))
            {
                Publish();
            }

            return seed;
        }

        var key = await _services.Slots.Keys.ComputeAsync(
            new SeedKeyRequest
            {
                Ecu = Name,
                Variant = _layer.ShortName,
                Level = level,
                Seed = seed.Response[2..],
                Caller = change.Caller,
            },
            cancellationToken).ConfigureAwait(false);
        return await SendAsync(sendKey, CallFor(sendKey, change) with { RawParameters = key }, sink: null, cancellationToken).ConfigureAwait(false);
    }

    private static ServiceCall CallFor(KernelService service, StateChange change) => new()
    {
        Service = service,
        Caller = change.Caller,
        LockEpoch = change.LockEpoch,
        Decode = false,
    };
}
