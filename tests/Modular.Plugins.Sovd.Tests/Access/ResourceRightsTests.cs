using System.Collections.Concurrent;
using System.Net;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Tests.Support;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Access;

public sealed class ResourceRightsTests
{
    private const string Components = "/vehicle/v15/components";

    [Fact]
    public async Task Components_EntityWithoutRights_IsHiddenAndForbidden()
    {
        await using var server = await StartAsync(static use => use.Entity != "FSNR2000" && !use.Entity.Equals("fsnr2000", StringComparison.OrdinalIgnoreCase));

        var list = await (await server.SendAsync("GET", Components)).JsonAsync();
        await (await server.SendAsync("GET", $"{Components}/fsnr2000")).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");

        Assert.Contains("FLXC1000", list.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("FSNR2000", list.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_EntityThatDoesNotExist_IsForbiddenLikeOneThatDoes()
    {
        await using var server = await StartAsync(static _ => false);

        await (await server.SendAsync("GET", $"{Components}/nothing")).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
    }

    [Fact]
    public async Task Change_WithRightToReadOnly_IsForbiddenBeforeAnythingHappens()
    {
        var vehicle = new Vehicle();
        await using var server = await SovdServer.StartAsync(
            vehicle.Tester, authorizeResource: static use => use.IsWriting ? AccessDecision.Deny("Read only.") : AccessDecision.Allow);

        var error = await (await server.SendAsync("POST", $"{Components}/flxc1000/locks", content: Responses.Json("{}")))
            .ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        await (await server.SendAsync("PUT", $"{Components}/flxc1000")).ErrorAsync(HttpStatusCode.Forbidden, "insufficient-access-rights");
        using var read = await server.SendAsync("GET", $"{Components}/flxc1000/locks");

        Assert.Equal("Read only.", error.GetProperty("message").GetString());
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.False(server.Locks.TryFind("FLXC1000", out _));
    }

    [Fact]
    public async Task Routes_AllThatNeedACaller_AskForItsRights()
    {
        var asked = new ConcurrentQueue<ResourceUse>();
        await using var server = await StartAsync(use =>
        {
            asked.Enqueue(use);
            return false;
        });
        foreach (var route in server.Module.Routes.Where(static route => route.Callers != CallerRule.Anonymous && route.Resource.Resource.Length > 0))
        {
            asked.Clear();
            var path = route.Pattern.Replace("{ecu}", "FLXC1000", StringComparison.Ordinal).Replace("{id}", "x", StringComparison.Ordinal);

            using var response = await server.SendAsync(route.Method, path, content: route.Method == "GET" ? null : Responses.Json("{}"));

            Assert.Equal((route.Pattern, HttpStatusCode.Forbidden), (route.Pattern, response.StatusCode));
            var use = Assert.Single(asked);
            Assert.Equal((route.Resource.Resource, route.Method != "GET"), (use.Resource, use.IsWriting));
        }
    }

    private static Task<SovdServer> StartAsync(Func<ResourceUse, bool> allows) => SovdServer.StartAsync(
        new Vehicle().Tester, authorizeResource: use => allows(use) ? AccessDecision.Allow : AccessDecision.Deny("No."));
}
