using Modular.Kernel;
using Modular.Kernel.Description;
using Modular.Kernel.Layers;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;
using Modular.Simulation.Faults;
using Modular.Simulation.Services;
using Modular.Simulation.Values;
using Modular.Uds.Messages;

namespace Modular.Simulation.Ecus;

/// <summary>The application of a simulated ECU: what it answers to a request, and what that changes. Not safe for concurrent use.</summary>
internal sealed class EcuCore
{
    private readonly DiagnosticLayer _application;
    private readonly DiagnosticLayer _programming;
    private readonly Lazy<KnownValues> _known;
    private readonly Lazy<FaultMemory> _faults;
    private readonly ResponseComposer _composer;
    private readonly TimeProvider _time;
    private readonly long _startedAt;
    private readonly string _name;

    public EcuCore(DiagnosticDatabase database, DiagnosticLayer variant, EcuSetup setup)
    {
        _name = setup.Name;
        _time = setup.TimeProvider;
        _startedAt = _time.GetTimestamp();
        _application = variant;
        _programming = database.Variants.FirstOrDefault(VariantChoice.IsBoot) ?? variant;
        // Both read much of the database; a vehicle starts faster when they wait for the first request that needs them.
        _known = new Lazy<KnownValues>(() => new KnownValues(database, setup.Values), LazyThreadSafetyMode.None);
        _faults = new Lazy<FaultMemory>(() => FaultMemory.Create(variant, setup.Name, setup.Seed), LazyThreadSafetyMode.None);
        _composer = new ResponseComposer(new ValueGenerator(setup.Seed, setup.Vin));
        Profile = setup.Profile;
        State = new EcuState(variant);
        foreach (var value in setup.Values.Where(static value => value.Parameter is null))
        {
            Data.Write(value.Identifier, Convert.FromHexString(value.Value));
        }
    }

    public EcuProfile Profile { get; }

    public EcuState State { get; }

    public DataStore Data { get; } = new();

    public FaultMemory Faults => _faults.Value;

    /// <summary>Time since the ECU was switched on.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_startedAt);

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request, without the suppress bit.</param>
    public EcuReply Answer(ReadOnlyMemory<byte> request)
    {
        if (RequestMatching.Find(State.Variant, request.Span) is not { Service: { } service } match)
        {
            return RequestMatching.Explain(State.Variant, request.Span);
        }

        var behaviour = ServiceBehaviours.For(request.Span[0]);
        var turn = new EcuTurn(this, service, request, new ValueBag());
        if (behaviour.DecodesRequest)
        {
            if (RequestDecoding.Decode(service, request.Span, out var values) is { } refusal)
            {
                return refusal;
            }

            turn = turn with { Values = values };
        }

        if (StateRules.Check(turn) is { } forbidden)
        {
            return forbidden;
        }

        var transitions = StateRules.Transitions(turn);
        var reply = behaviour.Answer(turn);
        if (reply.Response is not null)
        {
            foreach (var transition in transitions)
            {
                State.Apply(transition);
            }
        }

        return reply;
    }

    /// <summary>Whether a service may be used in the present state.</summary>
    public bool IsAllowed(KernelService service) => StateRules.Check(new EcuTurn(this, service, default, new ValueBag())) is null;

    /// <summary>Whether a tester with this database reads a response without an error.</summary>
    public static bool CanRead(EcuTurn turn, ReadOnlySpan<byte> response) =>
        turn.Service.SelectResponse(turn.Request.Span, response) is { Kind: ResponseKind.Positive }
        && ResponseComposer.IsReadable(turn.Service, turn.Request.Span, response);

    /// <summary>Builds the response which the database describes.</summary>
    /// <param name="turn">The request.</param>
    /// <param name="overlay">Changes the bytes, or null.</param>
    /// <param name="known">Values that the service knows, or null.</param>
    /// <returns>The response, or a general refusal where the description cannot be met.</returns>
    public EcuReply Describe(
        EcuTurn turn,
        ResponseComposer.Overlay? overlay = null,
        Func<string, ParameterDescription?, ParameterValue?>? known = null)
    {
        var values = new ValueRequest
        {
            Scope = $"{_name}/{Convert.ToHexString(turn.Service.RequestPrefix.Span)}",
            Known = (path, parameter) => known?.Invoke(path, parameter) ?? _known.Value.Find(turn, path, parameter),
            Elapsed = Profile.LiveValues ? Elapsed : TimeSpan.Zero,
        };
        var response = _composer.Compose(turn.Service, turn.Request.Span, values, overlay);
        return response is null ? NegativeResponseCode.GeneralReject : response;
    }

    /// <summary>Enters a session, with the variant that answers in it.</summary>
    public void EnterSession(byte session) => State.EnterSession(session, session switch
    {
        EcuState.ProgrammingSession => _programming,
        EcuState.DefaultSession => _application,
        _ => State.Variant,
    });

    /// <summary>Starts over, as after power-on. What was written stays.</summary>
    public void Reset() => State.Reset(_application);
}
