using Modular.Odx.Archives;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary><c>modular odx info FILE</c>: what a PDX or ODX file holds.</summary>
internal static class OdxInfo
{
    public static async Task<int> RunAsync(CommandContext context, string file)
    {
        using var archive = OdxArchive.Open(file);
        foreach (var entry in archive.Entries)
        {
            await context.Output.WriteLineAsync($"{entry.Length,12}  {entry.Name}").ConfigureAwait(false);
        }

        return ExitCode.Done;
    }
}
