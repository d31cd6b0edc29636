using System.Globalization;
using System.Text.Json;
using Modular.Mdd.Authoring;
using Modular.Odx;
using Modular.Odx.Conversion;
using Modular.Odx.Losses;
using Modular.Sdk.Commands;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary><c>modular odx convert IN... -o DIR</c>: databases of PDX and ODX files, and what they lose.</summary>
internal sealed class OdxConvert(CommandContext context, ConvertArguments arguments)
{
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    public async Task<int> RunAsync(CancellationToken stop)
    {
        if (arguments.Output is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var inputs = ConvertInput.From(arguments.Inputs);
        var outcomes = new ConvertOutcome[inputs.Count];
        var progress = new ConvertProgress(context.Error, context.IsInteractive, inputs.Count);
        var settings = new ParallelOptions { MaxDegreeOfParallelism = arguments.Parallel, CancellationToken = stop };
        await Parallel.ForAsync(0, inputs.Count, settings, (index, token) =>
        {
            outcomes[index] = Convert(inputs[index], progress.For(index), token);
            progress.Done(index);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        progress.Clear();

        foreach (var outcome in outcomes)
        {
            await TellAsync(outcome).ConfigureAwait(false);
        }

        if (arguments.Report is { } report)
        {
            await WriteReportAsync(report, outcomes, stop).ConfigureAwait(false);
        }

        return outcomes.All(static outcome => outcome.Failure is null) ? ExitCode.Done : ExitCode.Failed;
    }

    private ConvertOutcome Convert(ConvertInput input, IProgress<OdxProgress>? progress, CancellationToken stop)
    {
        try
        {
            using var archive = input.Open();
            var conversion = OdxConverter.Convert(archive, Options(), progress, stop);
            if (arguments.IsStrict && conversion.Losses.Count > 0)
            {
                return new ConvertOutcome(input, conversion, [], $"--strict: {conversion.Losses.Count} elements and attributes would be lost.", []);
            }

            var files = conversion.Databases.Select(database => Write(database, input, stop)).ToArray();
            return new ConvertOutcome(input, conversion, files, null, []);
        }
        catch (OdxConversionException exception)
        {
            return new ConvertOutcome(input, null, [], exception.Message, exception.Problems);
        }
        catch (Exception exception) when (exception is OdxFormatException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return new ConvertOutcome(input, null, [], exception.Message, []);
        }
    }

    private OdxConversionOptions Options() => new()
    {
        IsLenient = arguments.IsLenient,
        Audiences = arguments.Audiences,
        IncludesJobFiles = arguments.IncludesJobFiles,
        PartialJobFiles = arguments.PartialJobFiles,
        Converter = $"modular {context.Plugin.Identity.Version}",
        Created = Created(),
    };

    /// <summary>The moment that the builder names, as reproducible builds do; none by default, so that equal input gives equal files.</summary>
    private static DateTimeOffset? Created() =>
        long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private (string Path, long Bytes) Write(MddFileDefinition database, ConvertInput input, CancellationToken stop)
    {
        database.Compression = arguments.Compression;
        foreach (var chunk in database.Chunks)
        {
            chunk.Compression = arguments.Compression;
        }

        var path = Path.Combine(arguments.Output ?? input.Folder, DatabaseFileName.Of(database.Description.EcuName!));
        lock (_gate)
        {
            if (!_written.Add(Path.GetFullPath(path)))
            {
                throw new InvalidOperationException($"{path} was written already for another base variant or input; convert them into folders of their own.");
            }
        }

        database.Save(path, stop);
        return (path, new FileInfo(path).Length);
    }

    private async Task TellAsync(ConvertOutcome outcome)
    {
        if (outcome.Failure is { } failure)
        {
            await context.Error.WriteLineAsync($"modular odx: {outcome.Input.Name}: {failure}").ConfigureAwait(false);
            foreach (var problem in outcome.Errors)
            {
                await context.Error.WriteLineAsync($"  {(problem.Severity == ProblemSeverity.Error ? "error" : "warning")}: {problem}").ConfigureAwait(false);
            }
        }

        foreach (var (path, bytes) in outcome.Files)
        {
            await context.Output.WriteLineAsync($"{outcome.Input.Name} -> {path} ({bytes} bytes)").ConfigureAwait(false);
        }

        if (outcome.Conversion is { } conversion)
        {
            LossReportText.Write(conversion.Losses, context.Output);
            foreach (var warning in conversion.Warnings)
            {
                await context.Error.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteReportAsync(string path, IEnumerable<ConvertOutcome> outcomes, CancellationToken stop)
    {
        var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (stream.ConfigureAwait(false))
        {
            var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            await using (writer.ConfigureAwait(false))
            {
                writer.WriteStartArray();
                foreach (var outcome in outcomes)
                {
                    if (outcome.Conversion is { } conversion)
                    {
                        LossReportJson.Write(outcome.Input.Name, conversion, writer);
                    }
                    else
                    {
                        writer.WriteStartObject();
                        writer.WriteString("source", outcome.Input.Name);
                        writer.WriteString("failure", outcome.Failure);
                        LossReportJson.WriteProblems("problems", outcome.Errors, writer);
                        writer.WriteEndObject();
                    }

                    await writer.FlushAsync(stop).ConfigureAwait(false);
                }

                writer.WriteEndArray();
            }
        }
    }
}
