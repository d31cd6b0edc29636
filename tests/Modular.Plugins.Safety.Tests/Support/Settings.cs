using Microsoft.Extensions.Configuration;
using Modular.Plugins.Safety.Configuration;
using Modular.Plugins.Safety.Values;
using Modular.Sdk.Safety;
using Modular.Sdk.Security;
using Modular.Sdk.Testing.Security;
using Modular.Sdk.Testing.Time;

namespace Modular.Plugins.Safety.Tests.Support;

/// <summary>Settings as the plugin reads them, and questions to its rules.</summary>
internal static class Settings
{
    public static SafetySettings? TryRead(TimeProvider time, params (string Key, string Value)[] settings) => SafetySettingsReader.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Safety:" + setting.Key, (string?)setting.Value)))
            .Build(),
        time);

    public static SafetySettings Read(TimeProvider time, params (string Key, string Value)[] settings) =>
        TryRead(time, [("Values:Speed:Push", "true"), ("Values:Ignition:Push", "true"), .. settings])!;

    public static void Set(this SafetySettings settings, string name, string text, ManualTimeProvider time) =>
        settings.FindValue(name)!.Set(ValueSample.FromText(text, time.GetTimestamp()));

    public static SafetyRequest Request(
        string name = "Setting_Write", string request = "2E0120FF", string? semantic = "STOREDDATA", string ecu = "Gateway", bool isServer = false)
    {
        var bytes = Convert.FromHexString(request);
        var service = FakeEcu.Service(name, semantic, bytes);
        return new SafetyRequest(ecu, service, ServiceEffects.Of(service, bytes), bytes, isServer ? null : new FakeSecurityContext("tester"));
    }

    public static AccessDecision Decide(this SafetyPolicy policy, SafetyRequest request)
    {
        var decision = policy.EvaluateAsync(request, CancellationToken.None).AsTask();
        Assert.True(decision.IsCompletedSuccessfully, "A decision is made from memory.");
        return decision.Result;
    }
}
