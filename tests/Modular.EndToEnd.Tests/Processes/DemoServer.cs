namespace Modular.EndToEnd.Tests.Processes;

/// <summary>The demo, shared by the tests of a class.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    internal Server Server { get; private set; } = null!;

    /// <summary>Id of an ECU of the demo vehicle.</summary>
    internal string Ecu { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Server = await Server.StartAsync(["demo"]);
        await Server.AuthorizeAsync();
        var (_, components) = await Server.GetAsync("/vehicle/v15/components");
        Ecu = components.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
