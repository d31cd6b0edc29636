using System.Globalization;
using System.Text.RegularExpressions;
using Modular.Mdd.Compression;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>Reads the command line of <c>modular odx convert</c>. A mistake is a <see cref="UsageException"/> that names it.</summary>
internal static class ConvertArgumentsParser
{
    private const int MostParallel = 64;
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Reads the arguments.</summary>
    /// <param name="words">The words after <c>convert</c>.</param>
    /// <exception cref="UsageException">They are wrong.</exception>
    public static ConvertArguments Parse(IReadOnlyList<string> words)
    {
        var inputs = new List<string>();
        var audiences = new List<string>();
        var partial = new List<(Regex, Regex)>();
        var arguments = new ConvertArguments { Inputs = inputs, Audiences = audiences, PartialJobFiles = partial, Parallel = Environment.ProcessorCount };
        for (var index = 0; index < words.Count; index++)
        {
            // --option=value and --option value mean the same.
            var word = words[index];
            var equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
            var option = equals < 0 ? word : word[..equals];
            string Next() => ++index < words.Count ? words[index] : throw new UsageException($"{option} needs a value.");
            string Value() => equals >= 0 ? word[(equals + 1)..] : Next();
            bool Flag() => equals < 0 ? true : throw new UsageException($"{option} takes no value.");

            switch (option)
            {
                case "-o" or "-O" or "--output-directory":
                    arguments = arguments with { Output = Value() };
                    break;
                case "-L" or "--lenient":
                    arguments = arguments with { IsLenient = Flag() };
                    break;
                case "--strict":
                    arguments = arguments with { IsStrict = Flag() };
                    break;
                case "--include-job-files":
                    arguments = arguments with { IncludesJobFiles = Flag() };
                    break;
                case "--partial-job-files":
                    partial.Add((Expression(option, Value()), Expression(option, Next())));
                    break;
                case "--with-audience":
                    audiences.Add(Value());
                    break;
                case "-j" or "--parallel":
                    arguments = arguments with { Parallel = ParseParallel(Value()) };
                    break;
                case "--compress":
                    arguments = arguments with { Compression = ParseCompression(Value()) };
                    break;
                case "--report":
                    arguments = arguments with { Report = Value() };
                    break;
                default:
                    inputs.Add(word.StartsWith('-') ? throw new UsageException($"unknown option {option}.") : word);
                    break;
            }
        }

        if (arguments.IsLenient && arguments.IsStrict)
        {
            throw new UsageException("--lenient and --strict exclude each other.");
        }

        return inputs.Count > 0 ? arguments : throw new UsageException("convert needs a PDX or ODX file.");
    }

    private static Regex Expression(string option, string text)
    {
        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{option}: '{text}' is no regular expression: {exception.Message}");
        }
    }

    private static int ParseParallel(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostParallel
            ? number
            : throw new UsageException($"--parallel: '{text}' is no number from 1 to {MostParallel}.");

    private static MddCompression ParseCompression(string text) => text switch
    {
        "none" => MddCompression.None,
        "lzma" => MddCompression.Lzma,
        _ => throw new UsageException($"--compress: '{text}' is neither none nor lzma."),
    };
}
