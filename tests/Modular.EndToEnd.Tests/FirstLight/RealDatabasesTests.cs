using System.Text.Json;
using Modular.EndToEnd.Tests.Processes;
using Modular.TestSupport;

namespace Modular.EndToEnd.Tests.FirstLight;

/// <summary>
/// Simulator and server as two processes on real databases, read over HTTP as a stranger with curl would: on those that the
/// reference's converter made, and on those that ours makes of the same descriptions.
/// </summary>
public sealed class RealDatabasesTests : IDisposable
{
    private readonly TemporaryFolder _converted = new();

    public void Dispose() => _converted.Dispose();

    [SharedDataTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_VinSessionAndPowerOfARealDatabase_AreServed(bool isConvertedHere)
    {
        var databases = await DatabasesAsync(isConvertedHere);
        await using var simulator = await Simulator.StartAsync(databases);
        await using var server = await Server.StartAsync(databases, simulator.Port);
        await server.AuthorizeAsync();

        var component = await server.WaitForStateAsync("FLXC1000", "Online");
        Assert.Equal("flxc1000", component.GetProperty("id").GetString());
        Assert.Equal("FLXC1000_App_0101", component.GetProperty("variant").GetProperty("name").GetString());
        Assert.Equal("0x1000", component.GetProperty("variant").GetProperty("logical_address").GetString());
        var host = server.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(host + "/vehicle/v15/components/flxc1000/data", component.GetProperty("data").GetString());

        var (status, vin) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/VINDataIdentifier");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("vindataidentifier", vin.GetProperty("id").GetString());
        Assert.Equal(17, SingleValue(vin).GetString()!.Length);

        (status, var session) = await server.GetAsync("/vehicle/v15/components/flxc1000/modes/session");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("default", session.GetProperty("value").GetString(), ignoreCase: true);

        (status, var power) = await server.GetAsync("/vehicle/v15/components/flxc1000/data/fluxcapacitorpowerconsumption");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(JsonValueKind.Number, SingleValue(power).ValueKind);
    }

    [SharedDataTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ChangeSession_UnderALock_IsSeenByTheEcu(bool isConvertedHere)
    {
        var databases = await DatabasesAsync(isConvertedHere);
        await using var simulator = await Simulator.StartAsync(databases);
        await using var server = await Server.StartAsync(databases, simulator.Port);
        await server.AuthorizeAsync();
        await server.WaitForStateAsync("FLXC1000", "Online");
        const string ecu = "/vehicle/v15/components/flxc1000";

        var (status, error) = await server.SendAsync(HttpMethod.Put, ecu + "/modes/session", """{"value":"extended"}""");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("insufficient-access-rights", error.GetProperty("error_code").GetString());

        (status, var created) = await server.SendAsync(HttpMethod.Post, ecu + "/locks", """{"lock_expiration":30}""");
        Assert.Equal(HttpStatusCode.Created, status);
        (status, _) = await server.SendAsync(HttpMethod.Put, ecu + "/modes/session", """{"value":"extended"}""");
        Assert.Equal(HttpStatusCode.OK, status);

        (_, var data) = await server.GetAsync(ecu + "/data/ActiveDiagnosticSessionDataIdentifier");
        Assert.Equal("Extended", SingleValue(data).GetString());

        (status, _) = await server.SendAsync(HttpMethod.Delete, ecu + "/locks/" + created.GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NoContent, status);
        (_, data) = await server.GetAsync(ecu + "/data/ActiveDiagnosticSessionDataIdentifier");
        Assert.Equal("Default", SingleValue(data).GetString());
    }

    private async Task<string> DatabasesAsync(bool isConvertedHere)
    {
        if (!isConvertedHere)
        {
            return Path.Combine(RepositoryPaths.SharedData!, "mdd");
        }

        var folder = Path.Combine(_converted.Path, "databases");
        string[] names = ["FLXC1000", "FLXCNG1000", "functional_groups"];
        var descriptions = names.Select(static name => Path.Combine(RepositoryPaths.SharedData!, "odx", name + ".pdx"));
        await using var conversion = ModularExecutable.Start(_converted, ["odx", "convert", .. descriptions, "-o", folder]);
        Assert.Equal(0, await conversion.WaitForExitAsync(TimeSpan.FromSeconds(60)));
        return folder;
    }

    // The parameter's short name is the database's affair; each of these services answers with exactly one.
    private static JsonElement SingleValue(JsonElement read) => Assert.Single(read.GetProperty("data").EnumerateObject()).Value;
}
