using System.Net;
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
        using var client = CreateClient(commandLine);
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

    /// <summary>Has the server end a plugin, and prints why it does not.</summary>
    /// <returns>What the server answered; null when it did not.</returns>
    public static async Task<HttpStatusCode?> RemoveAsync(CommandLine commandLine, HostEnvironment environment, CancellationToken stop)
    {
        using var client = CreateClient(commandLine);
        try
        {
            using var response = await client.DeleteAsync(new Uri($"{HostPaths.Plugins}/{Uri.EscapeDataString(commandLine.Arguments[1])}", UriKind.Relative), stop);
            if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound)
            {
                await PrintAsync(response, environment, stop);
            }

            return response.StatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await environment.Error.WriteLineAsync($"modular: {client.BaseAddress} does not answer: {exception.Message}");
            return null;
        }
    }

    private static HttpClient CreateClient(CommandLine commandLine)
    {
        var client = new HttpClient { BaseAddress = new Uri(commandLine.Server ?? HostSettings.DefaultUrl), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", commandLine.Token);
        return client;
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
