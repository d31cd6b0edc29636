using System.Net;
using System.Text.Json;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Http;

namespace Modular.Plugins.Sovd.Tests.Dialects.Reference;

/// <summary>Rules that hold for every route there is, found by asking the route table, so that no new one is forgotten.</summary>
public sealed class RoutePolicyTests
{
    private static readonly string[] OpenToAnyone =
    [
        "GET /vehicle/v15/data/version", "GET /vehicle/v15/apps/sovd2uds/data/version", "GET /version-info", "POST /vehicle/v15/authorize",
    ];

    private static readonly string[] Discovery =
    [
        "GET /vehicle/v15/components", "GET /vehicle/v15/components/{ecu}", "GET /vehicle/v15/apps/sovd2uds/data/networkstructure",
    ];

    private static readonly string[] UnderLock =
    [
        "PUT /vehicle/v15/components/{ecu}/data/{service}", "PUT /vehicle/v15/components/{ecu}/modes/session",
    ];

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(true, "false", false)]
    [InlineData(false, "true", true)]
    public async Task EveryRoute_NoCaller_IsOpenOnlyWhereStated(bool insecureDevelopment, string? option, bool discoveryIsOpen)
    {
        await using var server = await SovdServer.StartAsync(
            new Vehicle().Tester, insecureDevelopment, settings: option is null ? [] : [("AnonymousDiscovery", option)]);
        foreach (var route in server.Module.Routes)
        {
            var isOpen = OpenToAnyone.Contains(Key(route)) || (discoveryIsOpen && Discovery.Contains(Key(route)));

            var response = await server.SendAsync(route.Method, Concrete(route), caller: null);

            Assert.True(isOpen != (response.StatusCode == HttpStatusCode.Unauthorized), $"{Key(route)}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task EveryRouteUnderLock_NoneOrForeign_TouchesNothing()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(vehicle.Tester);
        var routes = server.Module.Routes.Where(route => route.Lock == LockRule.Required).ToArray();
        Assert.Equal(UnderLock.Order(), routes.Select(Key).Order());

        foreach (var route in routes)
        {
            await (await server.SendAsync(route.Method, Concrete(route), content: Responses.Json("{}")))
                .ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        }

        await server.LockAsync("bob");
        foreach (var route in routes)
        {
            var error = await (await server.SendAsync(route.Method, Concrete(route), content: Responses.Json("{}")))
                .ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
            Assert.StartsWith("lock validation failed", error.Text("message"), StringComparison.Ordinal);
        }

        Assert.Empty(vehicle.Ecu.Calls);
        Assert.Empty(vehicle.Ecu.Changes);
    }

    [Fact]
    public async Task EveryRouteUnderLock_AnotherEcuIsLockedBySomebody_IsNotRefused()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        await (await server.SendAsync("POST", "/vehicle/v15/components/fsnr2000/locks", "bob", Responses.Json("""{"lock_expiration":60}"""))).JsonAsync(HttpStatusCode.Created);
        await server.LockAsync();

        foreach (var route in server.Module.Routes.Where(route => route.Lock == LockRule.Required))
        {
            var response = await server.SendAsync(route.Method, Concrete(route), content: Responses.Json("{}"));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task EveryRoute_AndNoOther_IsDescribed()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        var source = Assert.Single((IEnumerable<IOpenApiSource>)server.Services.GetService(typeof(IEnumerable<IOpenApiSource>))!);
        using var document = JsonDocument.Parse(source.GetFragment());

        var described = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Where(member => member.Name != "parameters")
                .Select(member => $"{member.Name.ToUpperInvariant()} {path.Name}"));

        Assert.Equal(server.Module.Routes.Select(Key).Order(), described.Order());
    }

    [Fact]
    public async Task Description_References_AllResolveAndPathParametersAreDeclared()
    {
        await using var server = await SovdServer.StartAsync(new Vehicle().Tester);
        var source = Assert.Single((IEnumerable<IOpenApiSource>)server.Services.GetService(typeof(IEnumerable<IOpenApiSource>))!);
        using var document = JsonDocument.Parse(source.GetFragment());

        Walk(document.RootElement, document.RootElement);
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            var declared = path.Value.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Select(item => Resolve(document.RootElement, item.Text("$ref")).Text("name"))
                : [];
            var used = path.Name.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
            Assert.Equal(used.Order(), declared.Order());
        }
    }

    [Fact]
    public void Change_Get_IsImpossible() => Assert.Throws<ArgumentException>(() =>
        SovdRoute.Change("GET", "/x", LockRule.Required, static (_, _) => ValueTask.FromResult(Reply.Empty(204))));

    private static string Key(SovdRoute route) => $"{route.Method} {route.Pattern}";

    private static string Concrete(SovdRoute route) => route.Pattern
        .Replace("{ecu}", "flxc1000", StringComparison.Ordinal)
        .Replace("{service}", "vindataidentifier", StringComparison.Ordinal)
        .Replace("{id}", "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal);

    private static void Walk(JsonElement root, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name == "$ref")
                {
                    Resolve(root, member.Value.GetString()!);
                }
                else
                {
                    Walk(root, member.Value);
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(root, item);
            }
        }
    }

    private static JsonElement Resolve(JsonElement root, string reference)
    {
        var current = root;
        foreach (var part in reference.TrimStart('#', '/').Split('/'))
        {
            Assert.True(current.TryGetProperty(part, out current), reference);
        }

        return current;
    }
}
