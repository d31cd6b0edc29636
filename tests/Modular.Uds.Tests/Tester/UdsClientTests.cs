using Modular.Sdk.Testing.Time;
using Modular.Sdk.Testing.Transports;
using Modular.Uds.Messages;
using Modular.Uds.Messages.Services;
using Modular.Uds.Tester;

namespace Modular.Uds.Tests.Tester;

public sealed class UdsClientTests : IAsyncDisposable
{
    private readonly FakeLink _link;
    private readonly UdsClient _ecu;

    public UdsClientTests()
    {
        var clock = new ManualTimeProvider();
        _link = new FakeLink(clock);
        _ecu = UdsClient.Open(_link, UdsTiming.Default with { Repeats = 0, P6Max = TimeSpan.Zero }, clock);
    }

    public ValueTask DisposeAsync() => _ecu.DisposeAsync();

    [Fact]
    public async Task Program_OfAFewLines_ReadsWhatItWants()
    {
        _link.On("1003").Answer("5003003201F4");
        _link.On("22F190").Answer("62F190414243");
        _link.On("1902FF").Answer("5902FF01E24009");
        _link.On("14FFFFFF").Answer("54");

        var session = (await _ecu.DiagnosticSessionControlAsync(DiagnosticSession.Extended, default)).Value;
        var vin = (await _ecu.ReadDataByIdentifierAsync(0xF190, default)).Value;
        var dtcs = (await _ecu.ReadDtcsAsync((DtcStatus)0xFF, default)).Value.Dtcs;
        var cleared = await _ecu.ClearDiagnosticInformationAsync(UdsClient.AllDtcs, default);
        await _ecu.TesterPresentAsync(default);

        Assert.Equal(50, session.P2ServerMaxMilliseconds);
        Assert.Equal("ABC"u8.ToArray(), vin.ToArray());
        Assert.Equal("01E240", Assert.Single(dtcs).Dtc.ToString());
        Assert.True(cleared.IsPositive);
        Assert.Equal("3E80", _link.Sent[^1].Hex);
    }

    [Fact]
    public async Task Methods_OfEveryService_SendTheServicesBytes()
    {
        await _ecu.EcuResetAsync(ResetType.Hard, default);
        await _ecu.WriteDataByIdentifierAsync(0xF190, new byte[] { 1, 2 }, default);
        await _ecu.ControlDtcSettingAsync(DtcSettingType.Off, default);
        await _ecu.CommunicationControlAsync(CommunicationControlType.DisableRxAndTx, 1, default);
        await _ecu.RoutineControlAsync(RoutineControlType.Start, 0xFF00, new byte[] { 9 }, default);

        Assert.Equal(["1101", "2EF1900102", "8502", "280301", "3101FF0009"], _link.Sent.Select(sent => sent.Hex));
    }

    [Fact]
    public async Task Result_OfARefusal_TellsWhy()
    {
        _link.On("22F190").Answer("7F2233");

        var result = await _ecu.ReadDataByIdentifierAsync(0xF190, default);

        Assert.Equal(UdsResultKind.Negative, result.Kind);
        Assert.Equal(NegativeResponseCode.SecurityAccessDenied, result.NegativeResponseCode);
        Assert.False(result.TryGetValue(out _));
        var misuse = Assert.Throws<InvalidOperationException>(() => result.Value);
        Assert.Equal("ECU refused ReadDataByIdentifier: Security Access Denied (0x33).", misuse.Message);
    }

    [Fact]
    public async Task Result_OfSilence_SaysSo()
    {
        var result = await _ecu.ReadDataByIdentifierAsync(0xF190, default);

        Assert.Equal(UdsResultKind.NoResponse, result.Kind);
        Assert.Null(result.NegativeResponseCode);
        Assert.Equal("ECU did not answer ReadDataByIdentifier in time.", result.ToString());
    }

    [Fact]
    public async Task Result_OfACutAnswer_IsMalformed()
    {
        _link.On("1902FF").Answer("5902FF0102");
        _link.On("3400110010").Answer("74");

        Assert.Equal(UdsResultKind.Malformed, (await _ecu.ReadDtcsAsync((DtcStatus)0xFF, default)).Kind);
        Assert.Equal(
            UdsResultKind.Malformed,
            (await _ecu.DownloadAsync(new MemoryLocation(0, 0x10), new byte[16], 0, null, default)).Kind);
    }

    [Fact]
    public async Task SendAsync_InvalidRequest_GoesOutAsItIs()
    {
        _link.On("BA0102").Answer("7FBA11");

        var result = await _ecu.SendAsync(Convert.FromHexString("BA0102"), default);

        Assert.Equal(NegativeResponseCode.ServiceNotSupported, result.NegativeResponseCode);
    }

    [Fact]
    public async Task UnlockAsync_SeedGiven_SendsTheKey()
    {
        _link.On("2705").Answer("67050102");
        _link.On("27060E0F").Answer("6706");

        var result = await _ecu.UnlockAsync(5, seed => seed.ToArray().Select(b => (byte)(b + 13)).ToArray(), default);

        Assert.True(result.IsPositive);
        Assert.Equal(2, _link.Sent.Count);
    }

    [Fact]
    public async Task UnlockAsync_SeedOfZeros_IsUnlockedAlready()
    {
        _link.On("2705").Answer("670500000000");

        var result = await _ecu.UnlockAsync(5, _ => throw new InvalidOperationException("no key is needed"), default);

        Assert.True(result.IsPositive);
    }

    [Fact]
    public async Task UnlockAsync_WrongKey_GivesTheRefusal()
    {
        _link.On("2705").Answer("670501");
        _link.On("270600").Answer("7F2735");

        var result = await _ecu.UnlockAsync(5, _ => new byte[1], default);

        Assert.Equal(NegativeResponseCode.InvalidKey, result.NegativeResponseCode);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _ecu.UnlockAsync(6, _ => default, default).AsTask());
    }

    [Fact]
    public async Task DownloadAsync_SeveralBlocks_CountsAndEnds()
    {
        List<long> progress = [];
        _link.On("340011100A").Answer("741006");
        _link.On("360100010203").Answer("7601");
        _link.On("360204050607").Answer("7602");
        _link.On("36030809").Answer("7603");
        _link.On("37").Answer("77AB");

        var result = await _ecu.DownloadAsync(
            new MemoryLocation(0x10, 1, 10, 1), Enumerable.Range(0, 10).Select(i => (byte)i).ToArray(), 0, new Reports(progress), default);

        Assert.Equal(new byte[] { 0xAB }, result.Value.Data.ToArray());
        Assert.Equal([4L, 8L, 10L], progress);
    }

    [Fact]
    public async Task DownloadAsync_ManyBlocks_CounterWrapsToZero()
    {
        List<long> progress = [];
        _link.On("3400220010012C").Answer("741003");
        for (var i = 1; i <= 300; i++)
        {
            _link.On($"36{i & 0xFF:X2}55").Answer($"76{i & 0xFF:X2}");
        }

        _link.On("37").Answer("77AB");
        var data = new byte[300];
        Array.Fill(data, (byte)0x55);

        var result = await _ecu.DownloadAsync(new MemoryLocation(0x0010, 2, 300, 2), data, 0, new Reports(progress), default);

        Assert.True(result.IsPositive, result.ToString());
        Assert.Equal(302, _link.Sent.Count);
        Assert.Equal("360055", _link.Sent[256].Hex);
        Assert.Equal(300, progress[^1]);
    }

    [Fact]
    public async Task DownloadAsync_BlockRefused_StopsThere()
    {
        _link.On("340011100A").Answer("741006");
        _link.On("360100000000").Answer("7F3672");

        var result = await _ecu.DownloadAsync(new MemoryLocation(0x10, 10), new byte[10], 0, null, default);

        Assert.Equal(NegativeResponseCode.GeneralProgrammingFailure, result.NegativeResponseCode);
        Assert.Equal(2, _link.Sent.Count);
    }

    private sealed class Reports(List<long> values) : IProgress<long>
    {
        public void Report(long value) => values.Add(value);
    }
}
