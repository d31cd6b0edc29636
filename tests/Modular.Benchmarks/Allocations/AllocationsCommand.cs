using System.CommandLine;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Modular.TestSupport;

namespace Modular.Benchmarks.Allocations;

/// <summary><c>allocations</c>: bytes per operation of every benchmark against the checked-in budget.</summary>
internal static class AllocationsCommand
{
    private const int WrongUse = 2;

    public static Command Create()
    {
        var command = new Command("allocations", "Compares the bytes each benchmarked operation allocates with the budget; 1 when one exceeds it.");
        command.SetAction(static _ => Run());
        return command;
    }

    private static int Run()
    {
        // Unoptimized state machines are objects of their own; their figures say nothing about what is shipped.
        if (typeof(Modular.Kernel.DiagnosticDatabase).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true })
        {
            Console.Error.WriteLine("allocations measures optimized code: run it with -c Release.");
            return WrongUse;
        }

        var path = Path.Combine(RepositoryPaths.Root, "tests", "Modular.Benchmarks", "allocations.json");
        var budget = JsonSerializer.Deserialize<Dictionary<string, long>>(File.ReadAllText(path))!;
        var operations = Operation.FindAll();
        var isKept = true;
        Console.WriteLine($"{"operation",-46} {"bytes",8} {"budget",8}");
        foreach (var operation in operations)
        {
            isKept &= Check(operation, budget.TryGetValue(operation.Name, out var limit) ? limit : null);
        }

        foreach (var name in budget.Keys.Except(operations.Select(static operation => operation.Name)))
        {
            Console.WriteLine($"{name,-46} has a budget, but no benchmark");
            isKept = false;
        }

        return isKept ? 0 : 1;
    }

    private static bool Check(Operation operation, long? limit)
    {
        long bytes;
        try
        {
            bytes = operation.Measure();
        }
        catch (ConformanceDataAbsentException absent)
        {
            Console.WriteLine($"{operation.Name,-46} skipped. {absent.Message}");
            return true;
        }

        var verdict = limit is null ? "  no budget" : bytes > limit ? "  exceeded" : "";
        Console.WriteLine($"{operation.Name,-46} {bytes,8} {limit,8}{verdict}");
        return verdict.Length == 0;
    }
}
