using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.Safety;

/// <summary>A server that speaks to the vehicle only once somebody wants something of it.</summary>
public sealed class DeferredCommunicationTests
{
    private const string Ecu = "/vehicle/v15/components/flxc1000";

    private static string Databases => Path.Combine(RepositoryPaths.SharedData!, "mdd");

    [SharedDataFact]
    public async Task Start_OnDemand_HealthIsPendingUntilTheFirstRequestToAnEcu()
    {
        await using var simulator = await Simulator.StartAsync(Databases);
        await using var server = await Server.StartAsync(Databases, simulator.Port, "--Communication:Start=on-demand");
        await server.AuthorizeAsync();

        // Lists come from the databases.
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(Ecu + "/data")).Status);
        Assert.Contains("Pending", (await server.GetAsync("/health")).Body.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.GetAsync("/health/ready")).Status);

        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(Ecu + "/data/VINDataIdentifier")).Status);

        Assert.DoesNotContain("Pending", (await server.GetAsync("/health")).Body.ToString(), StringComparison.Ordinal);
    }

    [SharedDataFact]
    public async Task Start_Plugin_RequestsToEcusAre503()
    {
        await using var simulator = await Simulator.StartAsync(Databases);
        await using var server = await Server.StartAsync(Databases, simulator.Port, "--Communication:Start=plugin");
        await server.AuthorizeAsync();

        var (status, error) = await server.GetAsync(Ecu + "/data/VINDataIdentifier");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("waits for a plugin to start it", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("Pending", (await server.GetAsync("/health")).Body.ToString(), StringComparison.Ordinal);
    }
}
