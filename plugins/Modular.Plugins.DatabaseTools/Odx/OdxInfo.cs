using Modular.Odx.Archives;
using Modular.Odx.Summaries;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary><c>modular odx info FILE</c>: what a PDX or ODX file holds.</summary>
internal static class OdxInfo
{
    public static async Task<int> RunAsync(CommandContext context, string file, CancellationToken stop)
    {
        using var archive = OdxArchive.Open(file);
        foreach (var document in OdxSummary.Read(archive, stop))
        {
            await context.Output.WriteLineAsync(
                $"{document.FileName}: {document.Container} {document.ShortName}, ODX {document.ModelVersion}, "
                + $"{document.ElementCount} elements, revision {document.Revision ?? "none"}").ConfigureAwait(false);
            foreach (var layer in document.Layers)
            {
                var parents = layer.Parents.Count == 0 ? string.Empty : $", inherits {string.Join(", ", layer.Parents)}";
                await context.Output.WriteLineAsync(
                    $"  {layer.Kind} {layer.ShortName}: {layer.Services} services, {layer.Jobs} jobs, {layer.DataObjectProperties} data object properties, "
                    + $"{layer.Tables} tables, {layer.TroubleCodes} trouble codes{parents}").ConfigureAwait(false);
            }
        }

        foreach (var entry in archive.Entries.Where(static entry => !entry.IsOdx))
        {
            await context.Output.WriteLineAsync($"{entry.Name}: {entry.Length} bytes, no ODX document").ConfigureAwait(false);
        }

        return ExitCode.Done;
    }
}
