using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Modular.DoIp.Tester;
using Modular.Plugins.Simulation.Tests.Support;
using Modular.TestSupport;

namespace Modular.Plugins.Simulation.Tests.Simulate;

public class SimulateCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task RunAsync_FolderOfDatabases_SaysOneLineAndAnswers()
    {
        using var folder = new DemoFolder();
        await using var run = new CommandRun("--mdd", folder.Path, "--port", "0", "--value", "EngineControl:0301=1F40");

        var line = await run.ReadyAsync();

        Assert.Matches(
            @"^Simulating 4 ECUs on 127\.0\.0\.1:\d+ \(BatteryManager 0x1301, BrakeControl 0x1201, CentralGateway 0x1001, EngineControl 0x1101\)$", line);
        Assert.Equal("6203011F40", await AskAsync(EndPointOf(line), 0x1101, "220301"));
        Assert.Equal(line, run.Output.TrimEnd());
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task RunAsync_Cancelled_EndsCleanlyWithinASecond()
    {
        using var folder = new DemoFolder();
        await using var run = new CommandRun("--mdd", folder.Path, "--port=0");
        var line = await run.ReadyAsync();
        await using var connection = await DoIpConnection.OpenAsync(EndPointOf(line));

        // Open connections must not hold it up.
        Assert.Equal(0, await run.StopAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task RunAsync_SettingsOfTheVehicle_Hold()
    {
        using var folder = new DemoFolder();
        await using var run = new CommandRun(
            "--mdd", folder.Path, "--port", "0", "--vin", "1M8GDM9AXKP042788", "--variant", "BatteryManager=BatteryManager_App_0302", "--seed", "7", "--live",
            "--value", "EngineControl:0307.EngineState=Cranking");
        var endPoint = EndPointOf(await run.ReadyAsync());

        Assert.Equal("62F190314D3847444D394158" + "4B50303432373838", await AskAsync(endPoint, 0x1101, "22F190"));
        Assert.Equal("62F100000302", await AskAsync(endPoint, 0x1301, "22F100"));
        Assert.Equal("62030701", await AskAsync(endPoint, 0x1101, "220307"));
    }

    [SharedDataFact]
    public async Task RunAsync_TwoDatabasesOfOneAddress_SaysWhoAnswers()
    {
        await using var run = new CommandRun("--mdd", Path.Combine(RepositoryPaths.SharedData!, "mdd"), "--port", "0");

        var line = await run.ReadyAsync();

        Assert.Matches(@"^Simulating 1 ECUs on 127\.0\.0\.1:\d+ \(FLXC1000 0x1000\)$", line);
        Assert.Contains("FLXCNG1000 does not answer", run.Error, StringComparison.Ordinal);
        Assert.Equal("62F100000101", await AskAsync(EndPointOf(line), 0x1000, "22F100"));
    }

    [Theory]
    [InlineData("--mdd DIR is missing")]
    [InlineData("--mdd needs a value", "--mdd")]
    [InlineData("Unknown option --frobnicate", "--frobnicate")]
    [InlineData("Unexpected argument 'stray'", "stray")]
    [InlineData("'65536' is no port from 0 to 65535", "--mdd", ".", "--port", "65536")]
    [InlineData("'-1' is no port from 0 to 65535", "--mdd", ".", "--port", "-1")]
    [InlineData("'nowhere' is no IP address", "--mdd", ".", "--address", "nowhere")]
    [InlineData("'x' is no whole number", "--mdd", ".", "--seed", "x")]
    [InlineData("'SHORT' has not 17 digits", "--mdd", ".", "--vin", "SHORT")]
    [InlineData("'FLXC1000' is not ECU=VARIANT", "--mdd", ".", "--variant", "FLXC1000")]
    [InlineData("A is given twice", "--mdd", ".", "--variant", "A=B", "--variant", "a=C")]
    [InlineData("'FLXC1000=12' is neither", "--mdd", ".", "--value", "FLXC1000=12")]
    [InlineData("'A:XYZ=12' is neither", "--mdd", ".", "--value", "A:XYZ=12")]
    [InlineData("'A:F190=123' is neither", "--mdd", ".", "--value", "A:F190=123")]
    [InlineData("--live takes no value", "--live=yes")]
    [InlineData("does not exist", "--mdd", "/nowhere/at/all")]
    public async Task RunAsync_WrongUse_SaysWhatIsWrong(string expected, params string[] arguments)
    {
        await using var run = new CommandRun(arguments);

        Assert.Equal(2, await run.EndAsync());
        Assert.Contains(expected, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("modular simulate: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task RunAsync_FolderWithoutDatabases_IsWrongUse()
    {
        using var host = new FakeHost();
        await using var run = new CommandRun("--mdd", host.DataDirectory);

        Assert.Equal(2, await run.EndAsync());
        Assert.Contains("holds no .mdd file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_FileInsteadOfFolder_IsWrongUse()
    {
        using var folder = new DemoFolder();
        await using var run = new CommandRun("--mdd", folder.File("EngineControl.mdd"));

        Assert.Equal(2, await run.EndAsync());
        Assert.Contains("is a file, not a folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_BrokenDatabase_IsNamedWithTheReason()
    {
        using var folder = new DemoFolder();
        await File.WriteAllTextAsync(folder.File("Broken.mdd"), "This is no database at all.");
        await using var run = new CommandRun("--mdd", folder.Path, "--port", "0");

        Assert.Equal(2, await run.EndAsync());
        Assert.Contains("Broken.mdd cannot be used: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("The vehicle has no ECU Ghost", "--variant", "Ghost=Ghost_App")]
    [InlineData("EngineControl has no variant Ghost", "--variant", "EngineControl=Ghost")]
    [InlineData("The vehicle has no ECU Ghost", "--value", "Ghost:F190=00")]
    public async Task RunAsync_NameThatTheVehicleDoesNotHave_IsWrongUse(string expected, params string[] arguments)
    {
        using var folder = new DemoFolder();
        await using var run = new CommandRun(["--mdd", folder.Path, "--port", "0", .. arguments]);

        Assert.Equal(2, await run.EndAsync());
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_PortInUse_SaysSo()
    {
        using var folder = new DemoFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var run = new CommandRun("--mdd", folder.Path, "--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(2, await run.EndAsync());
        Assert.Contains($"Cannot listen on 127.0.0.1 port {port}: it is in use.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Help_IsPrintedAndSucceeds()
    {
        await using var run = new CommandRun("--help");

        Assert.Equal(0, await run.EndAsync());
        Assert.Contains("--mdd DIR", run.Output, StringComparison.Ordinal);
    }

    private static IPEndPoint EndPointOf(string line) => IPEndPoint.Parse(line.Split(' ')[4]);

    private static async Task<string> AskAsync(IPEndPoint endPoint, ushort ecu, string request)
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var connection = await DoIpConnection.OpenAsync(endPoint, cancellationToken: patience.Token);
        using var answers = connection.Subscribe(ecu);
        await connection.SendDiagnosticAsync(ecu, Convert.FromHexString(request), patience.Token);
        return Convert.ToHexString((await answers.ReceiveAsync(patience.Token)).UserData.Span);
    }
}
