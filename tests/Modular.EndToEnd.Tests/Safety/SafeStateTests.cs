using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.Safety;

/// <summary>A server without the safety plugin that its operator demands.</summary>
public sealed class SafeStateTests
{
    private const string Ecu = "/vehicle/v15/components/flxc1000";

    private static string Databases => Path.Combine(RepositoryPaths.SharedData!, "mdd");

    [SharedDataTheory]
    [InlineData("--Plugins:Safety:0=modular.safety", "--Safety:Rules:0:When:0=Speed")]
    [InlineData("--Plugins:Safety:0=acme.safety", "--Safety:Enabled=false")]
    public async Task Change_DemandedSafetyPluginDoesNotRun_IsRefusedWhileReadsGoOn(string demand, string settings)
    {
        await using var simulator = await Simulator.StartAsync(Databases);
        await using var server = await Server.StartAsync(Databases, simulator.Port, demand, settings);
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("FLXC1000", "Online");
        Assert.Equal(HttpStatusCode.Created, (await server.SendAsync(HttpMethod.Post, Ecu + "/locks", """{"lock_expiration":300}""")).Status);

        var (status, error) = await server.SendAsync(HttpMethod.Put, Ecu + "/modes/session", """{"value":"extended"}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(demand[(demand.IndexOf('=', StringComparison.Ordinal) + 1)..], error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(Ecu + "/data/VINDataIdentifier")).Status);
    }
}
