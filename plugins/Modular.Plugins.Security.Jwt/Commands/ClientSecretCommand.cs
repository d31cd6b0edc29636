using System.Buffers.Text;
using System.Composition;
using System.Security.Cryptography;
using Modular.Plugins.Security.Jwt.Issuing;
using Modular.Sdk.Commands;

namespace Modular.Plugins.Security.Jwt.Commands;

/// <summary><c>modular client-secret</c>: a random secret for the client, and its hash for the configuration.</summary>
[Export(typeof(IPluginCommand))]
public sealed class ClientSecretCommand : IPluginCommand
{
    private const int SecretBytes = 32;

    /// <inheritdoc/>
    public string Name => "client-secret";

    /// <inheritdoc/>
    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Arguments.Count > 0)
        {
            // A secret on a command line stands in the shell's history; so none is taken.
            await context.Error.WriteLineAsync("modular client-secret takes no arguments; it makes the secret itself.").ConfigureAwait(false);
            return 2;
        }

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await context.Output.WriteLineAsync($"secret      {secret}").ConfigureAwait(false);
        await context.Output.WriteLineAsync($"SecretHash  {SecretHash.Create(secret)}").ConfigureAwait(false);
        return 0;
    }
}
