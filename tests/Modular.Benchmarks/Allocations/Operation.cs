using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Modular.Benchmarks.Allocations;

/// <summary>One benchmarked operation, found by its attribute, so that no benchmark is without a budget.</summary>
internal sealed class Operation(MethodInfo method)
{
    private const int Rounds = 100;
    private const int Attempts = 5;
    private static readonly TimeSpan Warmup = TimeSpan.FromMilliseconds(400);

    public string Name { get; } = $"{method.DeclaringType!.Name}.{method.Name}";

    public static IReadOnlyList<Operation> FindAll() =>
    [
        .. typeof(Operation).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public))
            .Where(static method => method.IsDefined(typeof(BenchmarkAttribute)))
            .Select(static method => new Operation(method))
            .OrderBy(static operation => operation.Name, StringComparer.Ordinal),
    ];

    /// <summary>Runs the operation until the compiler is done with it, then counts.</summary>
    /// <returns>Bytes per operation, rounded to whole bytes.</returns>
    /// <exception cref="ConformanceDataAbsentException">The operation needs databases that are not here.</exception>
    public long Measure()
    {
        var subject = Activator.CreateInstance(method.DeclaringType!)!;
        Call<GlobalSetupAttribute>(subject);
        try
        {
            var run = Bind(subject);
            for (var begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Warmup;)
            {
                run();
            }

            // The runtime allocates on its own account once in a while; the least of a few attempts counts.
            var least = long.MaxValue;
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var round = 0; round < Rounds; round++)
                {
                    run();
                }

                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return (long)Math.Round((double)least / Rounds);
        }
        finally
        {
            Call<GlobalCleanupAttribute>(subject);
        }
    }

    private Action Bind(object subject)
    {
        if (method.ReturnType == typeof(int))
        {
            var run = method.CreateDelegate<Func<int>>(subject);
            return () => run();
        }

        if (method.ReturnType == typeof(long))
        {
            var run = method.CreateDelegate<Func<long>>(subject);
            return () => run();
        }

        if (method.ReturnType == typeof(ValueTask<int>))
        {
            var run = method.CreateDelegate<Func<ValueTask<int>>>(subject);
            return () => Require(run());
        }

        throw new NotSupportedException($"{Name} returns {method.ReturnType}; bind it here.");
    }

    // Another thread would do the rest of the work, uncounted.
    private void Require(ValueTask<int> outcome)
    {
        if (!outcome.IsCompleted)
        {
            throw new InvalidOperationException($"{Name} does not complete at once, so its allocations cannot be counted.");
        }

        _ = outcome.Result;
    }

    private void Call<TAttribute>(object subject)
        where TAttribute : Attribute
    {
        foreach (var step in method.DeclaringType!.GetMethods().Where(static step => step.IsDefined(typeof(TAttribute))))
        {
            step.CreateDelegate<Action>(subject)();
        }
    }
}
