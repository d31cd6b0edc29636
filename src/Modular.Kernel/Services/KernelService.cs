using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Modular.Kernel.Description;
using Modular.Kernel.Layers;
using Modular.Kernel.Plans;
using Modular.Kernel.States;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Services;

/// <summary>
/// A diagnostic service with the means to encode and decode its messages, on the side of the tester and on that of the
/// ECU. Safe for concurrent use. The first use of a message compiles a plan; from then on messages of fixed length are
/// encoded and decoded without allocation.
/// </summary>
public sealed class KernelService : DiagnosticService
{
    private const byte NegativeResponse = 0x7F;

    private readonly DiagnosticDatabase _database;
    private readonly DiagService _view;
    private readonly GlobalResponses _globalResponses;
    private ListPlan? _requestPlan;
    private ResponseDescription[]? _responses;
    private IReadOnlyList<ParameterDescription>? _requestParameters;
    private IReadOnlyList<StateReference>? _preconditions;
    private IReadOnlyList<StateTransitionReference>? _transitions;
    private IReadOnlyList<SpecialDataGroup>? _specialData;

    [SetsRequiredMembers]
    internal KernelService(DiagnosticDatabase database, in VisibleService service, GlobalResponses globalResponses)
    {
        _database = database;
        _globalResponses = globalResponses;
        _view = service.View;
        var comm = service.View.DiagComm!.Value;
        ShortName = service.Name;
        Layer = service.Declaring.ShortName ?? "";
        LongName = comm.LongName?.Value;
        Semantic = comm.Semantic;
        FunctionalClasses = [.. comm.FunctClasses.Select(item => item.ShortName).OfType<string>()];
        IsExecutable = comm.IsExecutable;
        RequestPrefix = service.View.Request is { } request ? RequestPrefixReader.Read(request, database.Options) : default;
    }

    /// <summary>Who may see and use the service; null for everybody.</summary>
    public AudienceDescription? Audience => Guard.Read(() => AudienceDescription.From(_view.DiagComm!.Value.Audience), ShortName);

    /// <summary>Whether every ECU of the layer must have the service (IS-MANDATORY).</summary>
    public bool IsMandatory => _view.DiagComm!.Value.IsMandatory;

    /// <summary>Whether lower layers may not override the service (IS-FINAL).</summary>
    public bool IsFinal => _view.DiagComm!.Value.IsFinal;

    /// <summary>Whether one request is answered again and again (IS-CYCLIC).</summary>
    public bool IsCyclic => _view.IsCyclic;

    /// <summary>Whether the service is meant for one ECU, for a group, or for both.</summary>
    public ServiceAddressing Addressing => (ServiceAddressing)_view.Addressing;

    /// <summary>Whether the service has a request, a response, or both.</summary>
    public ServiceTransmission Transmission => (ServiceTransmission)_view.TransmissionMode;

    /// <summary>Parameters of the request; empty when the service has none.</summary>
    public IReadOnlyList<ParameterDescription> RequestParameters => _requestParameters ??= GetRequestPlan()?.Describe() ?? [];

    /// <summary>Responses: positive, negative, those which the layer allows for all services; each in the order of the database.</summary>
    public IReadOnlyList<ResponseDescription> Responses => GetResponses();

    /// <summary>States of which one per chart must be given before the service is sent; empty for no condition.</summary>
    public IReadOnlyList<StateReference> Preconditions =>
        _preconditions ??= Guard.Read(() => StateReader.ReadPreconditions(_view.DiagComm!.Value), ShortName);

    /// <summary>Transitions which a positive response completes.</summary>
    public IReadOnlyList<StateTransitionReference> StateTransitions =>
        _transitions ??= Guard.Read(() => StateReader.ReadTransitions(_view.DiagComm!.Value), ShortName);

    /// <summary>Whether a raw request carries all constants of this service's request at their places.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False also when the request is too short to hold the constants.</returns>
    public bool MatchesRequest(ReadOnlySpan<byte> request) =>
        request.StartsWith(RequestPrefix.Span) && GetRequestPlan() is { } plan && plan.Fits(request, default);

    /// <summary>Encodes the request.</summary>
    /// <param name="parameters">Values by name; null for none. What is not given takes its default from the database.</param>
    /// <param name="destination">Takes the whole request in one piece; untouched when this method throws.</param>
    /// <param name="options">How to treat what does not fit; null for the strict default.</param>
    /// <exception cref="DiagnosticException">A value is missing, unknown or not allowed, or the database is invalid.</exception>
    public void EncodeRequest(IParameterSource? parameters, IBufferWriter<byte> destination, EncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var plan = GetRequestPlan()
            ?? throw new DiagnosticException(DiagnosticFailure.NotSupported, $"{ShortName} has no request in the database");
        MessageRunner.Encode(plan, ShortName, parameters, default, destination, options, _database.Options);
    }

    /// <summary>Encodes the constants from byte 0 (<see cref="DiagnosticService.RequestPrefix"/>) and puts raw bytes behind them.</summary>
    /// <param name="parameters">The bytes behind the constants.</param>
    /// <param name="destination">Takes the request.</param>
    public void EncodeRaw(ReadOnlySpan<byte> parameters, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Write(RequestPrefix.Span);
        destination.Write(parameters);
    }

    /// <summary>Decodes a response of an ECU.</summary>
    /// <param name="request">The request as sent; empty where it is unknown, parameters echoing it are then not compared.</param>
    /// <param name="response">The response.</param>
    /// <param name="sink">Takes the values. What it holds is meaningless when this method throws.</param>
    /// <param name="options">What to map and how; null for everything, nested.</param>
    /// <returns>Which response it was. A single value that cannot be interpreted is an error in the sink, no exception.</returns>
    /// <exception cref="DiagnosticException">The response is too short or none of the described ones.</exception>
    public ResponseDecoding DecodeResponse(
        ReadOnlySpan<byte> request,
        ReadOnlySpan<byte> response,
        IParameterSink sink,
        DecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return (SelectResponse(request, response) ?? FindNearest(response)) is { } description
            ? DecodeResponse(description, request, response, sink, options)
            : RequireUndescribedNegative(request, response);
    }

    /// <summary>Decodes a response as one that the caller chose.</summary>
    /// <param name="description">One of <see cref="Responses"/>.</param>
    /// <param name="request">The request as sent; empty where it is unknown, parameters echoing it are then not compared.</param>
    /// <param name="response">The response.</param>
    /// <param name="sink">Takes the values. What it holds is meaningless when this method throws.</param>
    /// <param name="options">What to map and how; null for everything, nested.</param>
    /// <returns>What was decoded.</returns>
    /// <exception cref="DiagnosticException">The response is too short, or does not fit the description.</exception>
    public ResponseDecoding DecodeResponse(
        ResponseDescription description,
        ReadOnlySpan<byte> request,
        ReadOnlySpan<byte> response,
        IParameterSink sink,
        DecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(sink);
        var count = MessageRunner.Decode(
            description.Plan, ShortName, response, request, sink, options, _database.Options, out var dataOffset);
        return new ResponseDecoding(description.Kind, description, dataOffset, count);
    }

    /// <summary>
    /// Tells which of <see cref="Responses"/> a response is: the first whose constants fit and whose values all have a meaning,
    /// else the first whose constants fit.
    /// </summary>
    /// <param name="request">The request as sent, or empty.</param>
    /// <param name="response">The response.</param>
    /// <returns>The description, or null.</returns>
    public ResponseDescription? SelectResponse(ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        ResponseDescription? first = null;
        foreach (var description in GetResponses())
        {
            if (!description.Plan.Fits(response, request))
            {
                continue;
            }

            if (first is not null)
            {
                // Several would do: a negative response of the service, say, and one of the layer for codes it does not list.
                return FindReadable(request, response) ?? first;
            }

            first = description;
        }

        return first;
    }

    /// <summary>Decodes a request, as an ECU does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sink">Takes the values. What it holds is meaningless when this method throws.</param>
    /// <param name="options">What to map and how; null for everything, nested.</param>
    /// <returns>Number of parameters given to the sink on the top level.</returns>
    /// <exception cref="DiagnosticException">The request is too short or its constants are not those of this service.</exception>
    public int DecodeRequest(ReadOnlySpan<byte> request, IParameterSink sink, DecodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var plan = GetRequestPlan()
            ?? throw new DiagnosticException(DiagnosticFailure.NotSupported, $"{ShortName} has no request in the database");
        return MessageRunner.Decode(plan, ShortName, request, default, sink, options, _database.Options, out _);
    }

    /// <summary>Encodes a response, as an ECU does.</summary>
    /// <param name="response">One of <see cref="Responses"/>.</param>
    /// <param name="parameters">Values by name; constants and what echoes the request are filled in.</param>
    /// <param name="request">The request being answered.</param>
    /// <param name="destination">Takes the whole response in one piece; untouched when this method throws.</param>
    /// <param name="options">How to treat what does not fit; null for the strict default.</param>
    /// <exception cref="DiagnosticException">A value is missing, unknown or not allowed, or the database is invalid.</exception>
    public void EncodeResponse(
        ResponseDescription response,
        IParameterSource? parameters,
        ReadOnlySpan<byte> request,
        IBufferWriter<byte> destination,
        EncodeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(destination);
        MessageRunner.Encode(response.Plan, ShortName, parameters, request, destination, options, _database.Options);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SpecialDataGroup> SpecialDataGroups =>
        _specialData ??= Guard.Read(() => SpecialDataReader.Read(_view.DiagComm?.Sdgs), ShortName);

    internal int Offset => _view.Offset;

    private ListPlan? GetRequestPlan() => _requestPlan ?? CompileRequest();

    // Apart from its caller, whose every call would else pay for the closure.
    private ListPlan? CompileRequest() => _requestPlan = _view.Request is { } request
        ? Guard.Read(() => _database.Compiler.CompileMessage(request.Params, null), ShortName)
        : null;

    private ResponseDescription[] GetResponses() => _responses ??= Guard.Read(CompileResponses, ShortName);

    private ResponseDescription[] CompileResponses()
    {
        var request = GetRequestPlan();
        var responses = new List<ResponseDescription>(_view.PositiveResponses.Count + _view.NegativeResponses.Count);
        foreach (var response in _view.PositiveResponses)
        {
            responses.Add(Compile(response, ResponseKind.Positive, isGlobal: false));
        }

        foreach (var response in _view.NegativeResponses)
        {
            responses.Add(Compile(response, ResponseKind.Negative, isGlobal: false));
        }

        foreach (var response in _globalResponses.Items)
        {
            responses.Add(Compile(response, ResponseKind.Negative, isGlobal: true));
        }

        return [.. responses];

        ResponseDescription Compile(Response response, ResponseKind kind, bool isGlobal) => new(
            responses.Count, response.ShortName, kind, isGlobal, _database.Compiler.CompileMessage(response.Params, request));
    }

    // No response fits as a whole: the one with the right first byte tells best what is wrong.
    private ResponseDescription? FindNearest(ReadOnlySpan<byte> response)
    {
        foreach (var description in GetResponses())
        {
            if (response.IsEmpty || Array.Exists(description.Plan.Parameters, parameter => parameter is CodedConstPlan { Position: 0 }))
            {
                if (response.IsEmpty || FitsFirst(description.Plan, response))
                {
                    return description;
                }
            }
        }

        return null;
    }

    private ResponseDescription? FindReadable(ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        foreach (var description in GetResponses())
        {
            if (description.Plan.Fits(response, request)
                && MessageRunner.IsReadable(description.Plan, response, request, _database.Options))
            {
                return description;
            }
        }

        return null;
    }

    private static bool FitsFirst(ListPlan plan, ReadOnlySpan<byte> response)
    {
        foreach (var parameter in plan.Parameters)
        {
            if (parameter is CodedConstPlan { Position: 0 })
            {
                return parameter.Fits(response, default);
            }
        }

        return false;
    }

    private ResponseDecoding RequireUndescribedNegative(ReadOnlySpan<byte> request, ReadOnlySpan<byte> response)
    {
        var serviceId = request.IsEmpty ? ServiceId : request[0];
        if (response.Length >= 3 && response[0] == NegativeResponse && (serviceId is null || response[1] == serviceId))
        {
            return new ResponseDecoding(ResponseKind.Negative, null, response.Length, 0);
        }

        throw new DiagnosticException(
            DiagnosticFailure.ResponseMismatch,
            $"{ShortName}: the response {Convert.ToHexString(response[..Math.Min(response.Length, 16)])} is none of those described");
    }
}
