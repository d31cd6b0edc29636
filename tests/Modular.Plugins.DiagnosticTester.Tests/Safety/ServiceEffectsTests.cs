using Modular.Sdk.Diagnostics;
using Modular.Sdk.Safety;

namespace Modular.Plugins.DiagnosticTester.Tests.Safety;

public sealed class ServiceEffectsTests
{
    [Theory]
    [InlineData("22F190", ServiceEffect.Reads)]
    [InlineData("1902FF", ServiceEffect.Reads)]
    [InlineData("3E80", ServiceEffect.Reads)]
    [InlineData("23", ServiceEffect.Reads)]
    [InlineData("21", ServiceEffect.Reads)]
    [InlineData("010C", ServiceEffect.Reads)]
    [InlineData("31030203", ServiceEffect.Reads)]
    [InlineData("1001", ServiceEffect.Restores)]
    [InlineData("1081", ServiceEffect.Restores)]
    [InlineData("31020203", ServiceEffect.Restores)]
    [InlineData("2800", ServiceEffect.Restores)]
    [InlineData("8501", ServiceEffect.Restores)]
    [InlineData("2F123400", ServiceEffect.Restores)]
    [InlineData("2900", ServiceEffect.Restores)]
    [InlineData("10", ServiceEffect.Changes)]
    [InlineData("1003", ServiceEffect.Changes)]
    [InlineData("1101", ServiceEffect.Changes)]
    [InlineData("14FFFFFF", ServiceEffect.Changes)]
    [InlineData("2705", ServiceEffect.Changes)]
    [InlineData("2EF190", ServiceEffect.Changes)]
    [InlineData("2F123480", ServiceEffect.Changes)]
    [InlineData("2F1234", ServiceEffect.Changes)]
    [InlineData("31010203", ServiceEffect.Changes)]
    [InlineData("34", ServiceEffect.Changes)]
    [InlineData("36", ServiceEffect.Changes)]
    [InlineData("04", ServiceEffect.Changes)]
    [InlineData("08", ServiceEffect.Changes)]
    [InlineData("84", ServiceEffect.Changes)]
    [InlineData("BA", ServiceEffect.Changes)]
    [InlineData("", ServiceEffect.Changes)]
    public void Of_Request_IsWhatTheStandardMakesOfIt(string request, ServiceEffect expected) =>
        Assert.Equal(expected, ServiceEffects.Of(Convert.FromHexString(request)));

    [Theory]
    [InlineData("DATA", ServiceEffect.Reads)]
    [InlineData("CURRENTDATA", ServiceEffect.Reads)]
    [InlineData(null, ServiceEffect.Reads)]
    [InlineData("control", ServiceEffect.Changes)]
    [InlineData("ROUTINE", ServiceEffect.Changes)]
    public void Of_ReadingService_ChangesWhereTheDatabaseSaysSo(string? semantic, ServiceEffect expected) =>
        Assert.Equal(expected, ServiceEffects.Of(new DiagnosticService
        {
            ShortName = "Something",
            Layer = "Layer",
            Semantic = semantic,
            RequestPrefix = new byte[] { 0x22, 0xF1, 0x00 },
        }));
}
