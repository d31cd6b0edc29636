using System.Text.Json;
using Modular.Plugins.Security.Jwt.Authentication;
using Modular.Plugins.Security.Jwt.Configuration;
using Modular.Plugins.Security.Jwt.Rights;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Tests.Rights;

public sealed class GrantTests
{
    private static readonly DiagnosticService ReadVin = Service("VINDataIdentifier_Read", [0x22, 0xF1, 0x90], "Ident");
    private static readonly DiagnosticService WriteVin = Service("VINDataIdentifier_Write", [0x2E, 0xF1, 0x90], "Ident");
    private static readonly DiagnosticService SelfTest = Service("SelfTest_Start", [0x31, 0x01, 0x10, 0x01], "Routines");
    private static readonly DiagnosticService SelfTestResults = Service("SelfTest_Results", [0x31, 0x83, 0x10, 0x01], "Routines");
    private static readonly DiagnosticService Broken = Service("Broken", []);

    [Theory]
    [InlineData("""{"roles":["workshop"]}""", true)]
    [InlineData("""{"roles":["office","WORKSHOP"]}""", true)]
    [InlineData("""{"roles":"workshop"}""", true)]
    [InlineData("""{"roles":"no workshop"}""", false)]
    [InlineData("""{"roles":["office"]}""", false)]
    [InlineData("""{"roles":{"workshop":true}}""", false)]
    [InlineData("""{"roles":[7,null,["workshop"]]}""", false)]
    [InlineData("{}", false)]
    public void Read_Claim_GivesTheGrantOnlyForItsValues(string claims, bool granted) =>
        Assert.Equal(granted, Uses(Read(claims, new GrantOptions { Claim = "roles", Values = ["workshop"] }), ReadVin));

    [Theory]
    [InlineData("scope", """{"scope":"openid diag:read"}""", true)]
    [InlineData("scope", """{"scope":"openid  diag:reader"}""", false)]
    [InlineData("realm_access/roles", """{"realm_access":{"roles":["diag:read"]}}""", true)]
    [InlineData("realm_access/roles", """{"realm_access/roles":["diag:read"]}""", true)]
    [InlineData("realm_access/roles", """{"realm_access":["diag:read"]}""", false)]
    public void Read_ScopesAndNestedClaims_AreUnderstood(string claim, string claims, bool granted) =>
        Assert.Equal(granted, Uses(Read(claims, new GrantOptions { Claim = claim, Values = ["diag:read"] }), ReadVin));

    [Fact]
    public void Decide_ReadGrant_CoversReadingServicesOnly()
    {
        var rights = Read("""{"roles":["a"]}""", new GrantOptions { Claim = "roles", Values = ["a"] });

        Assert.True(Uses(rights, ReadVin));
        Assert.True(Uses(rights, SelfTestResults));
        Assert.False(Uses(rights, WriteVin));
        Assert.False(Uses(rights, SelfTest));
        Assert.False(Uses(rights, Broken));
        Assert.True(Uses(rights, EntityKind.Component, "FLXC1000", "data", isWriting: false));
        Assert.False(Uses(rights, EntityKind.Component, "FLXC1000", "data", isWriting: true));
    }

    [Fact]
    public void Decide_NamesIdsAndClasses_AllHaveToFit()
    {
        var rights = Read(
            """{"roles":["a"]}""",
            new GrantOptions
            {
                Claim = "roles",
                Values = ["a"],
                Access = GrantAccess.Write,
                Entities = ["FLXC*"],
                Services = ["VIN*"],
                ServiceIds = ["22", "2e"],
                FunctionalClasses = ["ident"],
            });

        Assert.True(Uses(rights, ReadVin));
        Assert.True(Uses(rights, WriteVin));
        Assert.False(Uses(rights, ReadVin, "FSNR2000"));
        Assert.False(Uses(rights, SelfTest));
        Assert.False(Uses(rights, Service("VINOther", [0x2F, 0xF1], "Ident")));
        Assert.False(Uses(rights, Service("VINOther", [0x22, 0xF1], "Other")));
        Assert.False(Uses(rights, Service("VINOther", [0x22, 0xF1])));
    }

    [Fact]
    public void Decide_Resources_ByNameAndAccess()
    {
        var rights = Read(
            """{"roles":["a","b"]}""",
            new GrantOptions { Claim = "roles", Values = ["a"], Entities = ["FLXC*"], Resources = ["data", "faults"] },
            new GrantOptions { Claim = "roles", Values = ["b"], Entities = ["FLXC1000"], Resources = ["locks", "modes"], Access = GrantAccess.Write });

        Assert.True(Uses(rights, EntityKind.Component, "flxc2000", "DATA", isWriting: false));
        Assert.True(Uses(rights, EntityKind.Component, "FLXC1000", "locks", isWriting: true));
        Assert.True(Uses(rights, EntityKind.Component, "FLXC2000", "", isWriting: false));
        Assert.True(rights.Decide(new ResourceUse(EntityKind.Component, "FLXC2000", "", IsWriting: false, IsListing: true)).IsAllowed);
        Assert.False(Uses(rights, EntityKind.Component, "FLXC2000", "", isWriting: true));
        Assert.False(Uses(rights, EntityKind.Component, "FLXC2000", "locks", isWriting: true));
        Assert.False(Uses(rights, EntityKind.Component, "FLXC1000", "bulk-data", isWriting: false));
        Assert.False(Uses(rights, EntityKind.App, "sovd2uds", "data", isWriting: false));
        Assert.False(rights.Decide(new ResourceUse(EntityKind.Component, "FSNR2000", "", IsWriting: false, IsListing: true)).IsAllowed);
    }

    [Fact]
    public void Decide_NoGrant_DeniesAllAndSaysWhy()
    {
        var rights = Read("""{"roles":["other"]}""", new GrantOptions { Claim = "roles", Values = ["a"] });

        Assert.Equal(
            "You may not use VINDataIdentifier_Read of FLXC1000: no grant of the server covers it for your claims.",
            rights.Decide(new DiagnosticServiceUse("FLXC1000", ReadVin, IsListing: false)).Reason);
        Assert.Equal(
            "You may not change data of FLXC1000: no grant of the server covers it for your claims.",
            rights.Decide(new ResourceUse(EntityKind.Component, "FLXC1000", "data", IsWriting: true, IsListing: false)).Reason);
        Assert.False(Uses(rights, EntityKind.Server, "", "", isWriting: false));
    }

    [Fact]
    public void Decide_ClaimsSource_LeavesReadingOfTheServerOpen()
    {
        using var document = JsonDocument.Parse("""{"modular_rights":["FLXC1000"]}""");
        var rights = new RightsRules(new JwtOptions { Rights = RightsSource.Claims }).Read(document.RootElement);

        Assert.True(Uses(rights, EntityKind.App, "sovd2uds", "data", isWriting: false));
        Assert.True(Uses(rights, EntityKind.Component, "FLXC1000", "locks", isWriting: true));
        Assert.False(Uses(rights, EntityKind.Server, "", "locks", isWriting: true));
        Assert.False(Uses(rights, EntityKind.Component, "FSNR2000", "data", isWriting: false));
    }

    [Fact]
    public void Authorize_AllowedAndHidden_AllocatesNothing()
    {
        var grants = Enumerable.Range(0, 20).Select(i => new GrantOptions { Claim = "roles", Values = ["a"], Entities = [$"ECU{i}*"], Services = ["*_Read"], Resources = ["data"] });
        using var document = JsonDocument.Parse("""{"roles":["a"]}""");
        ISecurityContext caller = new TokenCaller("alice", document.RootElement, Read("""{"roles":["a"]}""", [.. grants]));
        Assert.True(Run(caller));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Run(caller);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Run(ISecurityContext caller) =>
        caller.Authorize(new DiagnosticServiceUse("ECU19", ReadVin, IsListing: false)).IsAllowed
        && !caller.Authorize(new DiagnosticServiceUse("OTHER", ReadVin, IsListing: true)).IsAllowed
        && caller.AuthorizeResource(new ResourceUse(EntityKind.Component, "ECU19", "data", IsWriting: false, IsListing: false)).IsAllowed
        && !caller.AuthorizeResource(new ResourceUse(EntityKind.Component, "OTHER", "", IsWriting: false, IsListing: true)).IsAllowed;

    private static CallerRights Read(string claims, params GrantOptions[] grants)
    {
        using var document = JsonDocument.Parse(claims);
        return new RightsRules(new JwtOptions { Grants = [.. grants] }).Read(document.RootElement);
    }

    private static bool Uses(CallerRights rights, DiagnosticService service, string ecu = "FLXC1000") =>
        rights.Decide(new DiagnosticServiceUse(ecu, service, IsListing: false)).IsAllowed;

    private static bool Uses(CallerRights rights, EntityKind kind, string entity, string resource, bool isWriting) =>
        rights.Decide(new ResourceUse(kind, entity, resource, isWriting, IsListing: false)).IsAllowed;

    private static DiagnosticService Service(string name, byte[] prefix, params string[] classes) =>
        new() { ShortName = name, Layer = "FLXC1000", RequestPrefix = prefix, FunctionalClasses = classes };
}
