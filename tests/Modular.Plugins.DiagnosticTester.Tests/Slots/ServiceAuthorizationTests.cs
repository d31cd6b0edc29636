using Modular.Plugins.DiagnosticTester.Tests.Support;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Tests.Slots;

public sealed class ServiceAuthorizationTests
{
    [Fact]
    public async Task ExecuteAsync_OneAuthorizerOfSeveralDenies_RefusesWithItsReasonAndSendsNothing()
    {
        await using var bench = await Online.StartAsync();
        bench.Authorizers.Add(new Authorizer(_ => AccessDecision.Allow));
        bench.Authorizers.Add(new Authorizer(_ => AccessDecision.Deny("not in this market")));
        bench.Authorizers.Add(new Authorizer(_ => AccessDecision.Allow));

        var exception = await Online.RefusedAsync(DiagnosticFailure.AccessDenied, bench.ReadAsync);

        Assert.Equal("not in this market", exception.Message);
        Assert.DoesNotContain("22F200", bench.Vehicle[0x1000].Sent);
        Assert.Equal(0, bench.Authorizers.Leases);
    }

    [Fact]
    public async Task ExecuteAsync_AuthorizerThrows_Denies()
    {
        await using var bench = await Online.StartAsync();
        bench.Authorizers.Add(new Authorizer(_ => throw new InvalidOperationException("broken")));

        var exception = await Online.RefusedAsync(DiagnosticFailure.AccessDenied, bench.ReadAsync);

        Assert.DoesNotContain("broken", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, bench.Authorizers.Leases);
    }

    [Fact]
    public async Task ExecuteAsync_CallerDenied_AuthorizersAreNotAsked()
    {
        await using var bench = await Online.StartAsync();
        var authorizer = new Authorizer(_ => AccessDecision.Allow);
        bench.Authorizers.Add(authorizer);

        await Online.RefusedAsync(DiagnosticFailure.AccessDenied, () =>
            bench.ExecuteAsync(Online.Ecu, "Motion_Read", call => call with { Caller = new Caller(_ => false) }));

        Assert.Empty(authorizer.Asked);
    }

    [Fact]
    public async Task ChangeStateAsync_AuthorizerDenies_Refuses()
    {
        await using var bench = await Online.StartAsync();
        var authorizer = new Authorizer(request => AccessDecision.Deny(request.Use.Service.ShortName));
        bench.Authorizers.Add(authorizer);

        var exception = await Online.RefusedAsync(DiagnosticFailure.AccessDenied, bench.StartExtendedAsync);

        Assert.Equal("Extended_Start", exception.Message);
        Assert.False(authorizer.Asked[0].Use.IsListing);
    }

    [Fact]
    public async Task Authorize_Listing_AsksForListing()
    {
        await using var bench = await Online.StartAsync();
        bench.Authorizers.Add(new Authorizer(request => request.Use.IsListing ? AccessDecision.Deny("hidden") : AccessDecision.Allow));
        var service = bench.Ecu(Online.Ecu).Services.Find("Motion_Read")!;
        var caller = new Caller(_ => true);

        Assert.Equal("hidden", bench.Ecu(Online.Ecu).Authorize(service, caller, isListing: true).Reason);
        Assert.True(bench.Ecu(Online.Ecu).Authorize(service, caller, isListing: false).IsAllowed);
    }
}
