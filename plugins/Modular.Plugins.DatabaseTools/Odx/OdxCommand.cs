using System.Composition;
using Modular.Odx;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>The command <c>modular odx</c>.</summary>
[Export(typeof(IPluginCommand))]
public sealed class OdxCommand : IPluginCommand
{
    private const string Usage = """
        Usage: modular odx convert IN... [options]
               modular odx info FILE

        convert makes MDD databases: one per base variant of each IN, which is a PDX file, a folder with ODX files, or an
        ODX file; loose ODX files given together are one description. What the databases cannot hold is listed.

          -o, --output-directory DIR       where the databases go (default: beside the input)
          -L, --lenient                    go on where the description is wrong; tells what was left out
              --strict                     fail, and write nothing, if anything is lost
              --with-audience NAME         keep services enabled for this additional audience or for all; repeatable
              --include-job-files          put the code files of jobs into the databases
              --partial-job-files JOB CONTENT
                                           put entries whose name matches CONTENT of code archives that match JOB
                                           into the databases (regular expressions); repeatable
              --compress none|lzma         lzma (default) is a fifth of the size, none is read in place
          -j, --parallel N                 inputs converted at the same time (default: as many as processors)
              --report FILE.json           losses and problems of all inputs, every place of them, as JSON

        info tells what the file holds, without converting it.

        Exit codes: 0 done, 1 an input failed, 2 wrong use.
        """;

    /// <inheritdoc/>
    public string Name => "odx";

    /// <inheritdoc/>
    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Arguments.Any(static word => word is "--help" or "-h"))
        {
            await context.Output.WriteLineAsync(Usage).ConfigureAwait(false);
            return ExitCode.Done;
        }

        string[] arguments = [.. context.Arguments];
        try
        {
            return arguments switch
            {
                ["convert", .. var words] => await new OdxConvert(context, ConvertArgumentsParser.Parse(words)).RunAsync(cancellationToken).ConfigureAwait(false),
                ["info", var file] when !file.StartsWith('-') => await OdxInfo.RunAsync(context, file, cancellationToken).ConfigureAwait(false),
                ["info", ..] => throw new UsageException("info takes one file."),
                [] => throw new UsageException("say what to do: convert or info."),
                [var word, ..] => throw new UsageException($"'{word}' is neither convert nor info."),
            };
        }
        catch (UsageException exception)
        {
            await context.Error.WriteLineAsync($"modular odx: {exception.Message} See 'modular odx --help'.").ConfigureAwait(false);
            return ExitCode.WrongUse;
        }
        catch (Exception exception) when (exception is OdxFormatException or IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"modular odx: {exception.Message}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await context.Error.WriteLineAsync("modular odx: stopped.").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }
}
