using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;
using Modular.Uds.Ecu;
using Modular.Uds.Messages;

namespace Modular.Uds.Tests.Ecu;

public sealed class UdsServerTests : IDisposable
{
    private static readonly UdsServerTiming Timing = new();

    private readonly ManualTimeProvider _clock = new();
    private readonly List<SessionChange> _changes = [];
    private readonly TaskCompletionSource _finishErase = new();
    private readonly UdsServer _server;

    public UdsServerTests()
    {
        _server = new UdsServer(
            new UdsServiceDispatcher(
                new DiagnosticSessionControlHandler(Timing, [0x01, 0x02, 0x03, 0x44]),
                new TesterPresentHandler(),
                new DelegateServiceHandler(UdsServiceId.ReadDataByIdentifier, Read) { MinimumLength = 3 },
                new DelegateServiceHandler(UdsServiceId.SecurityAccess, Deny) { Sessions = [0x02], SubFunctions = [0x05] },
                new SessionBoundSubFunction(),
                new DelegateServiceHandler(UdsServiceId.RoutineControl, Erase)),
            Timing,
            _clock);
        _server.SessionChanged += (_, change) => _changes.Add(change);
    }

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("1003", "5003003201F4")]
    [InlineData("1044", "5044003201F4")]
    [InlineData("1003AA", "7F1013")]
    [InlineData("10", "7F1013")]
    [InlineData("1005", "7F1012")]
    [InlineData("1083", "")]
    [InlineData("1085", "7F1012")]
    [InlineData("3E00", "7E00")]
    [InlineData("3E80", "")]
    [InlineData("3E01", "7F3E12")]
    [InlineData("3E81", "7F3E12")]
    [InlineData("3E0000", "7F3E13")]
    [InlineData("22F190", "62F19041")]
    [InlineData("22F191", "7F2231")]
    [InlineData("22F1", "7F2213")]
    [InlineData("2E", "7F2E11")]
    [InlineData("BA00", "7FBA11")]
    [InlineData("2705", "7F277F")]
    [InlineData("2803", "7F287E")]
    [InlineData("2877", "7F2812")]
    [InlineData("5003", "")]
    [InlineData("7F1012", "")]
    [InlineData("", "")]
    public async Task HandleAsync_Physical_FollowsTheRules(string request, string expected) =>
        Assert.Equal(expected, await Ask(request));

    [Theory]
    [InlineData("22F190", "62F19041")]
    [InlineData("22F191", "")]
    [InlineData("2E", "")]
    [InlineData("1005", "")]
    [InlineData("2705", "")]
    [InlineData("2803", "")]
    [InlineData("22F1", "7F2213")]
    [InlineData("3E80", "")]
    [InlineData("3E00", "7E00")]
    public async Task HandleAsync_Functional_HidesRefusalsOfWhatTheEcuDoesNotHave(string request, string expected) =>
        Assert.Equal(expected, await Ask(request, AddressingMode.Functional));

    [Fact]
    public async Task HandleAsync_SessionControl_EntersTheSession()
    {
        await Ask("1002");

        Assert.Equal(0x02, _server.Session);
        Assert.Equal("7F2733", await Ask("2705"));
        Assert.Equal([new SessionChange(1, 2, SessionChangeReason.Requested)], _changes);
    }

    [Fact]
    public async Task HandleAsync_SuppressedSessionControl_EntersTheSessionToo()
    {
        await Ask("1083");

        Assert.Equal(0x03, _server.Session);
    }

    [Fact]
    public async Task Session_TesterSilentForS3_FallsBackToDefault()
    {
        await Ask("1003");
        _clock.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.Equal(0x03, _server.Session);

        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(UdsServer.DefaultSession, _server.Session);
        Assert.Equal(new SessionChange(3, 1, SessionChangeReason.S3Expired), _changes[^1]);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Theory]
    [InlineData("3E80")]
    [InlineData("3E00")]
    [InlineData("22F191")]
    [InlineData("2E")]
    public async Task Session_AnyRequestWithinS3_KeepsItAlive(string request)
    {
        await Ask("1003");
        for (var i = 0; i < 5; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(4));
            await Ask(request);
        }

        Assert.Equal(0x03, _server.Session);
    }

    [Fact]
    public async Task Session_LongRequest_DoesNotExpireWhileTheEcuWorks()
    {
        await Ask("1003");
        List<string> responses = [];
        var erase = Send("3181FF00", responses);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0x03, _server.Session);

        _finishErase.SetResult();
        await erase;
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(UdsServer.DefaultSession, _server.Session);
    }

    [Fact]
    public async Task HandleAsync_PendingThenSuppressedSuccess_StillTellsTheEnd()
    {
        List<string> responses = [];
        var erase = Send("3181FF00", responses);
        _finishErase.SetResult();
        await erase;

        Assert.Equal(["7F3178", "7101FF00"], responses);
    }

    [Fact]
    public async Task HandleAsync_RequestWhileBusy_IsRefusedAndTesterPresentAnswered()
    {
        List<string> responses = [];
        var erase = Send("3101FF00", responses);

        Assert.Equal("7F2221", await Ask("22F190"));
        Assert.Equal("", await Ask("22F190", AddressingMode.Functional));
        Assert.Equal("7E00", await Ask("3E00"));
        Assert.Equal("7F2221", await Ask("22F190"));
        _finishErase.SetResult();
        await erase;
        Assert.Equal("62F19041", await Ask("22F190"));
    }

    [Fact]
    public async Task Reset_InAnySession_ReturnsToDefaultWithoutTimer()
    {
        await Ask("1003");

        _server.Reset();

        Assert.Equal(UdsServer.DefaultSession, _server.Session);
        Assert.Equal(SessionChangeReason.Reset, _changes[^1].Reason);
        Assert.Equal(0, _clock.ArmedTimers);
    }

    [Fact]
    public async Task HandleAsync_ActionAfterResponse_RunsAfterTheResponse()
    {
        List<string> order = [];
        using var server = new UdsServer(
            new UdsServiceDispatcher(new DelegateServiceHandler(UdsServiceId.EcuReset, (request, context) =>
            {
                context.RunAfterResponse(() => order.Add("reset"));
                return UdsResponse.Positive(request.Service, 1);
            })),
            Timing,
            _clock);

        await server.HandleAsync(
            Convert.FromHexString("1101"),
            AddressingMode.Physical,
            (response, _) =>
            {
                order.Add(Convert.ToHexString(response.Span));
                return ValueTask.CompletedTask;
            },
            default);

        Assert.Equal(["5101", "reset"], order);
    }

    [Fact]
    public async Task HandleAsync_HandlerFails_TheNextRequestIsServed()
    {
        using var server = new UdsServer(
            new UdsServiceDispatcher(
                new TesterPresentHandler(),
                new DelegateServiceHandler(UdsServiceId.EcuReset, static (_, _) => throw new InvalidOperationException("broken"))),
            Timing,
            _clock);
        UdsResponder ignore = (_, _) => ValueTask.CompletedTask;

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => server.HandleAsync(new byte[] { 0x11, 0x01 }, AddressingMode.Physical, ignore, default).AsTask());

        List<string> responses = [];
        await server.HandleAsync(
            new byte[] { 0x11 },
            AddressingMode.Physical,
            (response, _) =>
            {
                responses.Add(Convert.ToHexString(response.Span));
                return ValueTask.CompletedTask;
            },
            default);
        Assert.Equal(["7F1113"], responses);
    }

    [Fact]
    public void Constructor_TwoHandlersOfOneService_IsMisuse() =>
        Assert.Throws<ArgumentException>(() => new UdsServiceDispatcher(new TesterPresentHandler(), new TesterPresentHandler()));

    private static UdsResponse Read(UdsRequest request, UdsRequestContext context) => request.Parameters.Span is [0xF1, 0x90]
        ? UdsResponse.Positive(request.Service, 0xF1, 0x90, 0x41)
        : UdsResponse.Negative(request.Service, NegativeResponseCode.RequestOutOfRange);

    private static UdsResponse Deny(UdsRequest request, UdsRequestContext context) =>
        UdsResponse.Negative(request.Service, NegativeResponseCode.SecurityAccessDenied);

    private async ValueTask<UdsResponse> Erase(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken)
    {
        await context.RespondPendingAsync(cancellationToken);
        await _finishErase.Task;
        return UdsResponse.Positive(request.Service, 0x01, 0xFF, 0x00);
    }

    private async Task<string> Ask(string request, AddressingMode addressing = AddressingMode.Physical)
    {
        List<string> responses = [];
        await Send(request, responses, addressing);
        return string.Join(' ', responses);
    }

    private Task Send(string request, List<string> responses, AddressingMode addressing = AddressingMode.Physical) =>
        _server.HandleAsync(
            Convert.FromHexString(request),
            addressing,
            (response, _) =>
            {
                responses.Add(Convert.ToHexString(response.Span));
                return ValueTask.CompletedTask;
            },
            default).AsTask();

    private sealed class SessionBoundSubFunction : IUdsServiceHandler
    {
        public UdsServiceId Service => UdsServiceId.CommunicationControl;

        public Availability GetSubFunctionAvailability(byte subFunction, byte session) => (subFunction, session) switch
        {
            (0x03, UdsServer.DefaultSession) => Availability.NotSupportedInActiveSession,
            (0x03, _) => Availability.Supported,
            _ => Availability.NotSupported,
        };

        public ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken) =>
            ValueTask.FromResult(UdsResponse.Positive(Service, 0x03));
    }
}
