using System.Text.Json;
using Modular.Mdd;
using Modular.Mdd.Comparison;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Mdd;

/// <summary><c>modular mdd diff A B</c>: how two databases differ in meaning.</summary>
internal sealed class DiffSubcommand : IMddSubcommand
{
    private const int Equal = 0;
    private const int Different = 1;
    private const int Error = 2;

    public string Name => "diff";

    public string Usage => "  modular mdd diff A B [--json] [--quiet] [--absent-is-zero] [--published]\n"
        + "                                         how the databases differ in meaning; exit code 0 for not at all, 1 for\n"
        + "                                         differences, 2 for errors. --absent-is-zero: the reference drops zeros;\n"
        + "                                         --published: without what only this project's schema can hold";

    public int Failure => Error;

    public ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var arguments = MddArguments.Parse(context, ["--json", "--quiet", "--absent-is-zero", "--published"], []);
        if (arguments.Files is not [var left, var right])
        {
            throw new UsageException("diff takes two files.");
        }

        using var first = MddDatabase.Open(left);
        using var second = MddDatabase.Open(right);
        var options = new MddComparisonOptions { AbsentIsZero = arguments.Has("--absent-is-zero"), PublishedOnly = arguments.Has("--published") };
        var count = 0;
        foreach (var difference in MddComparison.Compare(first, second, options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            count++;
            if (arguments.Has("--quiet"))
            {
                break;
            }

            context.Output.WriteLine(arguments.Has("--json") ? Json(difference) : difference.ToString());
        }

        return ValueTask.FromResult(count == 0 ? Equal : Different);
    }

    // One object a line, so that a program may read while the comparison goes on.
    private static string Json(MddDifference difference) =>
        JsonSerializer.Serialize(
            new DifferenceLine(difference.Path, difference.Kind.ToString(), difference.First, difference.Second), DifferenceJson.Default.DifferenceLine);
}
