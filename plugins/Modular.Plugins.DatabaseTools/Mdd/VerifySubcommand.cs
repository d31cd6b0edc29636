using Modular.Mdd;
using Modular.Mdd.Inspection;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary><c>modular mdd verify FILE...</c>: all that is wrong with databases.</summary>
internal sealed class VerifySubcommand : IMddSubcommand
{
    public string Name => "verify";

    public string Usage => "  modular mdd verify FILE... [--strict]  hashes, structure, texts and references; exit code 1 for errors,\n"
        + "                                         with --strict for warnings too";

    public ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = MddArguments.Parse(context, ["--strict"], []);
        if (arguments.Files.Count == 0)
        {
            throw new UsageException("name the files.");
        }

        var isSound = true;
        foreach (var path in arguments.Files)
        {
            isSound &= Verify(context, path, arguments.Has("--strict"), cancellationToken);
        }

        return ValueTask.FromResult(isSound ? ExitCode.Done : ExitCode.Failed);
    }

    private static bool Verify(CommandContext context, string path, bool isStrict, CancellationToken cancellationToken)
    {
        var (errors, warnings) = (0, 0);
        foreach (var finding in Inspect(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _ = finding.Severity == MddFindingSeverity.Error ? errors++ : warnings++;
            context.Output.WriteLine($"{path}: {finding}");
        }

        context.Output.WriteLine($"{path}: {errors} errors, {warnings} warnings");
        return errors == 0 && (!isStrict || warnings == 0);
    }

    // A file that cannot be opened is a finding like others, so that the files behind it are looked at as well.
    private static IEnumerable<MddFinding> Inspect(string path)
    {
        MddFile file;
        try
        {
            file = MddFile.Open(path);
        }
        catch (MddFormatException exception)
        {
            return [new MddFinding(MddFindingSeverity.Error, exception.Offset is { } offset ? $"byte {offset}" : "file", exception.Detail)];
        }

        return MddInspection.Inspect(file);
    }
}
