using System.Net;
using System.Text;
using System.Text.Json;

namespace Modular.Plugins.Sovd.Tests.Support;

internal static class Responses
{
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task EmptyAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.Empty(text);
    }

    public static async Task<JsonElement> ErrorAsync(this HttpResponseMessage response, HttpStatusCode status, string code, string? vendorCode = null)
    {
        var error = await response.JsonAsync(status);
        Assert.Equal(code, error.GetProperty("error_code").GetString());
        Assert.Equal(vendorCode, error.TryGetProperty("vendor_code", out var vendor) ? vendor.GetString() : null);
        Assert.False(string.IsNullOrWhiteSpace(error.GetProperty("message").GetString()));
        return error;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
