using System.Buffers;
using Modular.Sdk.Security;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Finds the token in a request.</summary>
internal static class BearerCredential
{
    /// <summary>Longest token read, in characters.</summary>
    public const int MaxLength = 8 * 1024;

    private const string Scheme = "Bearer ";

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/=");

    /// <summary>Finds the token.</summary>
    /// <param name="request">The request.</param>
    /// <param name="token">The token.</param>
    /// <returns>Null when there is one, else why not.</returns>
    public static AuthenticationOutcome? Find(AuthenticationRequest request, out string token)
    {
        token = string.Empty;
        if (Header(request.Headers) is not { Length: > 0 } header)
        {
            return AuthenticationOutcome.Refused(AuthenticationFailure.MissingCredential, "Send a token in the header 'Authorization: Bearer'.");
        }

        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return Garbled();
        }

        var text = header.AsSpan(Scheme.Length).Trim(' ');
        if (text.Length > MaxLength)
        {
            return AuthenticationOutcome.Refused(AuthenticationFailure.InvalidCredential, $"Invalid token: longer than {MaxLength} characters");
        }

        // RFC 6750, b64token; a comma means two headers were sent.
        if (text.IsEmpty || text.ContainsAnyExcept(TokenCharacters))
        {
            return Garbled();
        }

        token = text.ToString();
        return null;
    }

    /// <summary>Whether the request brings any credential of this kind, good or bad.</summary>
    /// <param name="request">The request.</param>
    /// <returns>True when it has the header.</returns>
    public static bool IsPresent(AuthenticationRequest request) => Header(request.Headers) is { Length: > 0 };

    private static AuthenticationOutcome Garbled() => AuthenticationOutcome.Refused(
        AuthenticationFailure.MissingCredential, "The header 'Authorization' holds no bearer token.");

    private static string? Header(IReadOnlyDictionary<string, string> headers)
    {
        if (headers.TryGetValue("Authorization", out var value))
        {
            return value;
        }

        // The contract promises names without case; a dictionary that breaks it must not open a way around.
        foreach (var (name, candidate) in headers)
        {
            if (string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
        }

        return null;
    }
}
