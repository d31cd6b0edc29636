using System.Text;
using System.Text.Json;
using Modular.Hosting.Configuration;
using Modular.Hosting.Configuration.Schema;

namespace Modular.Hosting.Commands;

/// <summary><c>modular config schema</c>: prints the JSON schema of the configuration, plugins included, for editors.</summary>
internal static class ConfigSchemaCommand
{
    public static async Task<int> RunAsync(HostSetup setup, HostEnvironment environment)
    {
        using var stream = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            ConfigurationSchema.Create(setup.Catalog).WriteTo(writer);
        }

        await environment.Output.WriteLineAsync(Encoding.UTF8.GetString(stream.ToArray()));
        return ExitCode.Done;
    }
}
