using Microsoft.Extensions.Options;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Plugins.Security.Jwt.Keys;
using Modular.Plugins.Security.Jwt.Keys.Remote;

namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>Checks what members of section <c>Jwt</c> say together, and the files they name. Reports every mistake.</summary>
internal sealed class JwtOptionsRules : IValidateOptions<JwtOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JwtOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new List<string>();
        if (options.HasKeys)
        {
            Require(options.Issuer, "Jwt:Issuer", "the issuer whose tokens are accepted", mistakes);
            Require(options.Audience, "Jwt:Audience", "the audience that tokens must name", mistakes);
        }

        CheckRemote(options, mistakes);
        using (KeyRing.Load(options, mistakes))
        {
            // Loaded for its mistakes only.
        }

        CheckClients(options, mistakes);
        GrantRules.Check(options, mistakes);
        CertificateRules.Check(options, mistakes);
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static void Require(string? value, string path, string meaning, List<string> mistakes)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            mistakes.Add($"{path} is missing: {meaning}.");
        }
    }

    private static void CheckRemote(JwtOptions options, List<string> mistakes)
    {
        foreach (var (path, text) in new[] { ("Jwt:JwksUrl", options.JwksUrl), ("Jwt:Authority", options.Authority) })
        {
            if (!string.IsNullOrEmpty(text) && RemoteAddress.Reject(text, out _) is { } reason)
            {
                mistakes.Add($"{path} {reason}.");
            }
        }

        if (!string.IsNullOrEmpty(options.JwksUrl) && !string.IsNullOrEmpty(options.Authority))
        {
            mistakes.Add("Jwt:JwksUrl and Jwt:Authority are both set; the authority names the key set itself. Leave one out.");
        }
    }

    private static void CheckClients(JwtOptions options, List<string> mistakes)
    {
        if (options.Clients.Count > 0 && string.IsNullOrEmpty(options.SigningKeyFile))
        {
            mistakes.Add("Jwt:Clients needs Jwt:SigningKeyFile: without it no token can be issued to them.");
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Clients.Count; i++)
        {
            var client = options.Clients[i];
            if (!ids.Add(client.Id))
            {
                mistakes.Add($"Jwt:Clients:{i}:Id '{client.Id}' is given twice.");
            }

            if (client.SecretHash.Length > 0 && !SecretHash.TryParse(client.SecretHash, out _))
            {
                mistakes.Add($"Jwt:Clients:{i}:SecretHash has not the form that 'modular client-secret' prints.");
            }
        }
    }
}
