using System.Buffers;
using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Safety;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>The part that sends, always with the turn held.</summary>
internal sealed partial class Ecu
{
    // Owned by whoever has the turn.
    private readonly ArrayBufferWriter<byte> _request = new(64);

    /// <summary>Sends a raw request, for detection. The caller holds the turn.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">How it differs from the communication parameters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The outcome; the status of the ECU is left as it is.</returns>
    /// <exception cref="LinkException">The link failed.</exception>
    public async ValueTask<ExchangeOutcome> ExchangeAsync(ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken)
    {
        var started = _services.Time.GetTimestamp();
        using var running = Group.Abort.Enter(cancellationToken);

        // Only now: a stop that comes from here on finds the exchange to abort. Whatever is sent passes here.
        _services.Slots.Safety.ThrowIfForbidden(Name, ServiceEffects.Of(request.Span));
        try
        {
            var channel = await Group.Channel.GetAsync(Definition, running.Token).ConfigureAwait(false);
            var outcome = await channel.ExchangeAsync(request, options, running.Token).ConfigureAwait(false);
            _services.Metrics.Exchanged(Name, outcome, _services.Time.GetElapsedTime(started));
            return outcome;
        }
        catch (LinkException exception)
        {
            _services.Metrics.Failed(Name, _services.Time.GetElapsedTime(started));
            if (exception.Failure == LinkFailure.Closed)
            {
                await Group.Channel.CloseAsync().ConfigureAwait(false);
            }

            throw;
        }
        catch (OperationCanceledException) when (running.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw _services.Slots.Safety.Aborted(Name);
        }
    }

    private async ValueTask<ServiceOutcome> SendAsync(KernelService service, ServiceCall call, IParameterSink? sink, CancellationToken cancellationToken)
    {
        ThrowIfNotThere();
        _fence.Check(call.LockEpoch);
        if (!service.IsExecutable)
        {
            throw new DiagnosticException(DiagnosticFailure.NotSupported, $"The database of {Name} forbids to execute {service.ShortName}.");
        }

        var charts = _layer.StateCharts;
        _charts.CheckPreconditions(service, charts, call.Parameters);
        var request = Encode(service, call);
        await _services.Slots.Safety.CheckAsync(Name, service, request, call.Caller, cancellationToken).ConfigureAwait(false);
        ExchangeOutcome outcome;
        try
        {
            outcome = await ExchangeAsync(request, new ExchangeOptions(call.Timeout), cancellationToken).ConfigureAwait(false);
        }
        catch (LinkException exception) when (exception.Failure is not (LinkFailure.InvalidParameters or LinkFailure.MessageTooLong or LinkFailure.Closed))
        {
            MarkSilent(exception.Message);
            throw;
        }

        switch (outcome.Kind)
        {
            case ExchangeOutcomeKind.NoResponse:
                MarkSilent($"{service.ShortName} was not answered");
                break;
            case ExchangeOutcomeKind.Positive or ExchangeOutcomeKind.Negative:
                MarkAnswered();
                break;
        }

        // Before decoding: the ECU did it, whether or not its answer can be read.
        if (outcome.Kind is ExchangeOutcomeKind.Positive or ExchangeOutcomeKind.NotExpected && _charts.Follow(service, charts, call.Parameters))
        {
            Publish();
        }

        return new ServiceOutcome(outcome.Kind, outcome.Response, Decode(service, call, request.Span, outcome, sink), outcome.Timeline);
    }

    private ReadOnlyMemory<byte> Encode(KernelService service, ServiceCall call)
    {
        _request.ResetWrittenCount();
        if (call.RawParameters is { } raw)
        {
            service.EncodeRaw(raw.Span, _request);
        }
        else
        {
            service.EncodeRequest(call.Parameters, _request, new EncodeOptions
            {
                IgnoreUnknownParameters = !_services.Options.Communication.RejectUnknownParameters,
            });
        }

        return _request.WrittenMemory;
    }

    private static int Decode(KernelService service, ServiceCall call, ReadOnlySpan<byte> request, in ExchangeOutcome outcome, IParameterSink? sink)
    {
        var response = outcome.Response.Span;
        if (response.IsEmpty)
        {
            return 0;
        }

        if (call.Decode && sink is not null)
        {
            return service.DecodeResponse(request, response, sink, DecodeOptions.Reference).DataOffset;
        }

        var first = service.SelectResponse(request, response)?.Parameters
            .Where(parameter => parameter.Kind is not (ParameterKind.CodedConst or ParameterKind.NrcConst)
                && string.Equals(parameter.Semantic, "DATA", StringComparison.OrdinalIgnoreCase))
            .Min(parameter => parameter.BytePosition);
        return Math.Min(first ?? response.Length, response.Length);
    }

    private void ThrowIfNotThere()
    {
        var status = Status;
        if (status.State == EcuState.Duplicate)
        {
            var other = Group.Members.FirstOrDefault(member => member.Condition.Variant == VariantState.Detected);
            throw new DiagnosticException(
                DiagnosticFailure.Offline, $"{Name} is not built in: {other?.Name ?? "another ECU"} answers at its address.");
        }

        if (status.State is EcuState.Offline)
        {
            throw new DiagnosticException(DiagnosticFailure.Offline, $"{Name} does not answer{(_silence is null ? string.Empty : $": {_silence}")}.");
        }
    }
}
