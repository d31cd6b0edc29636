using Microsoft.Extensions.Logging.Abstractions;
using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Tests.Support;
using Modular.Plugins.Safety.Values;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Testing.Capabilities;
using Modular.Sdk.Testing.Time;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Safety.Tests.Values;

public sealed class ValueReaderTests : IDisposable
{
    private readonly ManualTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly FakeEcu _ecu = new();
    private readonly FakeCommunication _communication = new();
    private readonly FakeCapability<IDiagnosticTester> _testers;
    private readonly FakeCapability<ICommunicationControl> _communications;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("modular-safety");

    public ValueReaderTests()
    {
        _testers = new FakeCapability<IDiagnosticTester>(_ecu);
        _communications = new FakeCapability<ICommunicationControl>(_communication);
    }

    private string File => Path.Combine(_folder.FullName, "value");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, "First", "12.5")]
    [InlineData("speed", "Speed", "30")]
    public async Task ReadAsync_Ecu_TakesTheNamedParameterOrTheFirst(string? parameter, string name, string expected)
    {
        _ecu.Answer = static sink =>
        {
            sink.BeginObject("Record"u8);
            sink.Number("First"u8, 12.5);
            sink.Number("Speed"u8, 30L);
            sink.EndObject();
        };

        var value = await ReadAsync(Ecu(parameter));

        Assert.Equal(expected, value.Current?.Text);
        Assert.NotNull(name);
        Assert.Null(Assert.Single(_ecu.Calls).Caller);
        Assert.Equal(0, _testers.Leases + _communications.Leases);
    }

    [Fact]
    public async Task ReadAsync_TextOfAnEcu_IsTakenAsText()
    {
        _ecu.Answer = static sink => sink.Text("Terminal"u8, "Ignition on"u8);

        var value = await ReadAsync(Ecu());

        Assert.Equal(("Ignition on", (double?)null), (value.Current!.Text, value.Current.Number));
    }

    [Fact]
    public async Task ReadAsync_CommunicationNotStarted_AsksNothing()
    {
        _communication.State = CommunicationState.Deferred;

        var value = await ReadAsync(Ecu());

        Assert.Empty(_ecu.Calls);
        Assert.Contains("not started", value.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_Fails_KeepsWhatIsKnownUntilItIsTooOld()
    {
        var value = await ReadAsync(Ecu());
        _ecu.Failure = new LinkException(LinkFailure.ConnectionLost, "the cable is out");
        _time.Advance(TimeSpan.FromSeconds(1));
        await ReadAsync(value);
        Assert.Equal("0", value.Current?.Text);

        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(value.Current);
        Assert.Equal("the cable is out", value.Failure);
    }

    [Theory]
    [InlineData("Nobody", "VehicleSpeed_Read", "there is no ECU Nobody")]
    [InlineData("Gateway", "Nothing", "has no service Nothing")]
    [InlineData("Gateway", "Setting_Write", "does not only read")]
    public async Task ReadAsync_SourceIsWrong_TellsHow(string ecu, string service, string expected)
    {
        var value = await ReadAsync(new ValueOptions { Ecu = ecu, Service = service });

        Assert.Contains(expected, value.Failure, StringComparison.Ordinal);
        Assert.Empty(_ecu.Calls);
    }

    [Fact]
    public async Task ReadAsync_SilenceAndOtherParameters_AreFailures()
    {
        Assert.Contains("no parameter Height", (await ReadAsync(Ecu("Height"))).Failure, StringComparison.Ordinal);
        _ecu.Answer = null;
        Assert.Contains("NoResponse", (await ReadAsync(Ecu())).Failure, StringComparison.Ordinal);
        _testers.Remove(_ecu);
        Assert.Contains("IDiagnosticTester", (await ReadAsync(Ecu())).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_File_HasTheAgeOfItsWriting()
    {
        await System.IO.File.WriteAllTextAsync(File, " 42\n");
        System.IO.File.SetLastWriteTimeUtc(File, _time.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(1.5));

        var value = await ReadAsync(new ValueOptions { File = File });

        Assert.Equal(42, value.Current?.Number);
        _time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.Null(value.Current);
    }

    [Fact]
    public async Task ReadAsync_FileOutOfOrder_TellsHow()
    {
        Assert.Contains("does not exist", (await ReadAsync(new ValueOptions { File = File })).Failure, StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(File, new string('1', 257));
        Assert.Contains("longer than", (await ReadAsync(new ValueOptions { File = File })).Failure, StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(File, "1");
        System.IO.File.SetLastWriteTimeUtc(File, _time.GetUtcNow().UtcDateTime + TimeSpan.FromMinutes(1));
        Assert.Contains("in the future", (await ReadAsync(new ValueOptions { File = File })).Failure, StringComparison.Ordinal);
    }

    private static ValueOptions Ecu(string? parameter = null) => new() { Ecu = "Gateway", Service = "VehicleSpeed_Read", Parameter = parameter };

    private async Task<VehicleValue> ReadAsync(ValueOptions options)
    {
        var value = new VehicleValue("Speed", options, _time);
        await ReadAsync(value);
        return value;
    }

    private ValueTask ReadAsync(VehicleValue value) =>
        new ValueReader(_testers, _communications, _time, NullLogger<ValueReader>.Instance).ReadAsync(value, CancellationToken.None);
}
