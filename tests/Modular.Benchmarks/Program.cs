using System.CommandLine;
using BenchmarkDotNet.Running;
using Modular.Benchmarks;
using Modular.Benchmarks.Allocations;
using Modular.Benchmarks.Breakdown;
using Modular.Benchmarks.Databases;
using Modular.Benchmarks.Hosting;
using Modular.Benchmarks.Load;
using Modular.Benchmarks.Odx;
using Modular.Benchmarks.Replace;
using Modular.Benchmarks.Telemetry;

// The commands of our own first; anything else is BenchmarkDotNet's command line, for example --filter '*Kernel*'.
var commands = new RootCommand("Measures Modular.")
{
    AllocationsCommand.Create(), BreakdownCommand.Create(), DatabasesCommand.Create(), LoadCommand.Create(), NoOpCommand.Create(), OdxCommand.Create(),
    ReplaceCommand.Create(), TelemetryCommand.Create(),
};
if (args.Length > 0 && commands.Subcommands.Any(command => command.Name == args[0]))
{
    return await commands.Parse(args).InvokeAsync();
}

BenchmarkSwitcher.FromAssembly(typeof(BenchmarkConfiguration).Assembly).Run(args, new BenchmarkConfiguration());
return 0;
