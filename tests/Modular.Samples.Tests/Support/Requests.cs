using System.Net;

namespace Modular.Samples.Tests.Support;

internal static class Requests
{
    public static async Task<(HttpStatusCode Status, string Body)> GetAsync(this HttpClient client, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
