using Modular.Plugins.Sovd.Access;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Tests.Access;

public sealed class RouteResourceTests
{
    [Theory]
    [InlineData("/version-info", EntityKind.Server, null, "", "")]
    [InlineData("/vehicle/v15/components", EntityKind.Server, null, "", "")]
    [InlineData("/vehicle/v15/components/{ecu}", EntityKind.Component, "ecu", "", "")]
    [InlineData("/vehicle/v15/components/{ecu}/data/{id}", EntityKind.Component, "ecu", "", "data")]
    [InlineData("/vehicle/v15/components/{ecu}/modes/session", EntityKind.Component, "ecu", "", "modes")]
    [InlineData("/vehicle/v15/functions", EntityKind.Server, null, "", "")]
    [InlineData("/vehicle/v15/functions/functionalgroups", EntityKind.Server, null, "", "")]
    [InlineData("/vehicle/v15/functions/functionalgroups/{group}/locks/{id}", EntityKind.FunctionalGroup, "group", "", "locks")]
    [InlineData("/vehicle/v15/apps", EntityKind.Server, null, "", "")]
    [InlineData("/vehicle/v15/apps/sovd2uds", EntityKind.App, null, "sovd2uds", "")]
    [InlineData("/vehicle/v15/apps/sovd2uds/bulk-data/flashfiles", EntityKind.App, null, "sovd2uds", "bulk-data")]
    [InlineData("/vehicle/v15/locks/{id}", EntityKind.Server, null, "", "locks")]
    public void Of_Pattern_NamesEntityAndResource(string pattern, EntityKind kind, string? parameter, string entity, string resource) =>
        Assert.Equal(new RouteResource(kind, parameter, entity, resource), RouteResource.Of(pattern));
}
