using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Modular.Samples.OemSecurity.Tokens;

namespace Modular.Samples.OemSecurity;

/// <summary>Checks what attributes cannot say. Reports every mistake with its path.</summary>
internal sealed class OemOptionsRules : IValidateOptions<OemOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, OemOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mistakes = new List<string>();
        if (options.PublicKeyFile.Length > 0)
        {
            try
            {
                OemTokenVerifier.ReadKey(options.PublicKeyFile).Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
            {
                mistakes.Add($"Oem:PublicKeyFile: '{options.PublicKeyFile}' holds no public P-256 key in PEM: {exception.Message}");
            }
        }

        if (options.KeyServer is { Length: > 0 } text
            && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))))
        {
            mistakes.Add("Oem:KeyServer is no https URL; plain http would show keys to the network.");
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
