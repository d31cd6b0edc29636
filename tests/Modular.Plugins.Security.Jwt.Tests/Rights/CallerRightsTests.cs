using System.Text.Json;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Rights;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Rights;

public sealed class CallerRightsTests
{
    [Theory]
    [InlineData("""{}""", false)]
    [InlineData("""{"modular_rights":"*"}""", false)]
    [InlineData("""{"modular_rights":[]}""", false)]
    [InlineData("""{"modular_rights":["*"]}""", true)]
    [InlineData("""{"modular_rights":["flxc1000"]}""", true)]
    [InlineData("""{"modular_rights":["FLXC1000/vindataidentifier_READ"]}""", true)]
    [InlineData("""{"modular_rights":[7,"*/VINDataIdentifier_Read"]}""", true)]
    [InlineData("""{"modular_rights":["flxc*/vin*"]}""", true)]
    [InlineData("""{"modular_rights":["FLXC1000/VIN"]}""", false)]
    [InlineData("""{"modular_rights":["FSNR2000","FLXC1000/Other"]}""", false)]
    public void Decide_ClaimsSource_FollowsTheList(string claims, bool allowed)
    {
        using var document = JsonDocument.Parse(claims);
        var service = new DiagnosticService { ShortName = "VINDataIdentifier_Read", Layer = "FLXC1000" };

        var decision = Rules(RightsSource.Claims).Read(document.RootElement).Decide(new DiagnosticServiceUse("FLXC1000", service, IsListing: false));

        Assert.Equal(allowed, decision.IsAllowed);
        Assert.Equal(allowed, decision.Reason is null);
    }

    [Fact]
    public void Decide_FullSource_AllowsAll()
    {
        using var document = JsonDocument.Parse("{}");
        var service = new DiagnosticService { ShortName = "Any", Layer = "Any" };

        Assert.True(Rules(RightsSource.Full).Read(document.RootElement).Decide(new DiagnosticServiceUse("Any", service, IsListing: true)).IsAllowed);
    }

    private static RightsRules Rules(RightsSource source) => new(new JwtOptions { Rights = source });
}
