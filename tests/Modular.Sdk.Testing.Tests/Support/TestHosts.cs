using Modular.Sdk.Testing.Plugins;

namespace Modular.Sdk.Testing.Tests.Support;

internal static class TestHosts
{
    public const string Endpoints = "test.endpoints";
    public const string Leaking = "test.leaks";
    public const string Security = "test.security";

    public static PluginTestHostOptions OptionsOf(params string[] ids)
    {
        var options = new PluginTestHostOptions();
        foreach (var id in ids)
        {
            options.Add(id);
        }

        return options;
    }

    public static Task<PluginTestHost> StartAsync(params string[] ids) => PluginTestHost.StartAsync(OptionsOf(ids));
}
