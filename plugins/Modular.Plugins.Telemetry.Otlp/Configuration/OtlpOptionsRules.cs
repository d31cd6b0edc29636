using System.Buffers;
using Microsoft.Extensions.Options;

namespace Modular.Plugins.Telemetry.Otlp.Configuration;

/// <summary>Checks addresses, headers and attributes of section <c>Otlp</c>. Never repeats the value of a header.</summary>
internal sealed class OtlpOptionsRules : IValidateOptions<OtlpOptions>
{
    private const int MaximumHeaderValue = 8 * 1024;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, OtlpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new List<string>();
        if (!string.IsNullOrWhiteSpace(options.Endpoint))
        {
            CheckEndpoint(options.Endpoint, mistakes);
        }

        foreach (var (header, value) in options.Headers)
        {
            CheckHeader(header, value, mistakes);
        }

        if (options.Resource.Keys.Any(string.IsNullOrWhiteSpace))
        {
            mistakes.Add("Otlp:Resource has an attribute without a name.");
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static void CheckEndpoint(string text, List<string> mistakes)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            mistakes.Add("Otlp:Endpoint is no http or https address, such as http://127.0.0.1:4317.");
        }
        else if (address.UserInfo.Length > 0)
        {
            // Not repeated: it holds a password.
            mistakes.Add("Otlp:Endpoint must not hold a user name or password; give them as Otlp:Headers:Authorization.");
        }
        else if (address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            mistakes.Add("Otlp:Endpoint must not hold a query or fragment.");
        }
    }

    private static void CheckHeader(string header, string value, List<string> mistakes)
    {
        if (header.Length == 0 || header.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            mistakes.Add($"Otlp:Headers:{header} is no name of an HTTP header.");
        }

        if (string.IsNullOrEmpty(value) || value.Length > MaximumHeaderValue || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            mistakes.Add($"Otlp:Headers:{header} must have 1 to {MaximumHeaderValue} printable ASCII characters.");
        }
    }
}
