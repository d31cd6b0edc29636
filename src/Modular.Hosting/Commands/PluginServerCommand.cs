using System.Net.Http.Headers;
using System.Text.Json;
using Modular.Hosting.Configuration;
using Modular.Hosting.Http;

namespace Modular.Hosting.Commands;

/// <summary><c>modular plugin show</c>, <c>plugin replace</c> and <c>plugin release</c>: ask the running server on this machine.</summary>
internal static class PluginServerCommand
{
    public const string Show = "show";
    public const string Replace = "replace";

    // Longer than any sensible start and drain budget; Ctrl-C ends it before.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs <c>show ID</c>, <c>replace ID [VERSION]</c> or <c>release ID</c>.</summary>
    public static async Task<int> RunAsync(CommandLine commandLine, HostEnvironment environment, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = new Uri(commandLine.Server ?? HostSettings.DefaultUrl), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", commandLine.Token);
        var path = $"{HostPaths.Plugins}/{Uri.EscapeDataString(commandLine.Arguments[1])}";
        try
        {
            if (commandLine.Arguments[0] == Show)
            {
                using var shown = await client.GetAsync(new Uri(path, UriKind.Relative), stop);
                return await PrintAsync(shown, environment, stop);
            }

            var query = commandLine.Arguments.Count > 2 ? $"?version={Uri.EscapeDataString(commandLine.Arguments[2])}" : string.Empty;
            using var replaced = await client.PostAsync(new Uri($"{path}/{commandLine.Arguments[0]}{query}", UriKind.Relative), content: null, stop);
            return await PrintAsync(replaced, environment, stop);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await environment.Error.WriteLineAsync($"modular: {client.BaseAddress} does not answer: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task<int> PrintAsync(HttpResponseMessage response, HostEnvironment environment, CancellationToken stop)
    {
        if (response.IsSuccessStatusCode)
        {
            await environment.Output.WriteLineAsync(await response.Content.ReadAsStringAsync(stop));
            return ExitCode.Done;
        }

        await environment.Error.WriteLineAsync($"modular: {(int)response.StatusCode} {await ReadReasonAsync(response, stop)}");
        return ExitCode.Failed;
    }

    private static async Task<string?> ReadReasonAsync(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            var error = await response.Content.ReadFromJsonAsync(HostJson.Default.GenericError, stop);
            return error?.VendorCode is { } code ? $"{code}: {error.Message}" : error?.Message;
        }
        catch (JsonException)
        {
            return response.ReasonPhrase;
        }
    }
}
