using Modular.Mdd;
using Modular.Mdd.Dump;
using Modular.Mdd.Schema;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary><c>modular mdd dump FILE</c>: all that a database or one of its services says.</summary>
internal sealed class DumpSubcommand : IMddSubcommand
{
    public string Name => "dump";

    public string Usage => "  modular mdd dump FILE [--service NAME] [--json]\n"
        + "                                         all that the database, or one service of it, says";

    public ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = MddArguments.Parse(context, ["--json"], ["--service"]);
        using var database = MddDatabase.Open(arguments.File());
        if (arguments.Value("--service") is not { } name)
        {
            Write(context, arguments, MddElement.Root(database), cancellationToken);
            return ValueTask.FromResult(ExitCode.Done);
        }

        var found = MddElementSearch.FindServices(database, name).ToList();
        if (found.Count == 0)
        {
            throw new UsageException($"no layer of {database.EcuName} declares a service or job '{name}'; 'modular mdd info' lists the layers.");
        }

        if (found.Count > 1)
        {
            context.Error.WriteLine($"modular mdd: '{name}' is declared in {found.Count} layers, all follow: {string.Join(", ", found.Select(f => f.Layer))}");
        }

        foreach (var (_, service) in found)
        {
            Write(context, arguments, service, cancellationToken);
        }

        return ValueTask.FromResult(ExitCode.Done);
    }

    private static void Write(CommandContext context, MddArguments arguments, MddElement element, CancellationToken cancellationToken)
    {
        if (arguments.Has("--json"))
        {
            MddJsonDump.Write(element, context.Output, cancellationToken);
        }
        else
        {
            MddTextDump.Write(element, context.Output, cancellationToken);
        }
    }
}
