using System.Collections;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Modular.Sdk.Testing.Plugins;

/// <summary>
/// Looks at the places of .NET where an unloaded plugin is most often held: running timers, events of the process, and
/// observable instruments. What it does not find may still be elsewhere.
/// </summary>
/// <remarks>It looks at internals of .NET. Where they moved it finds nothing, and the report is as good as without it.</remarks>
internal static class LeakEvidence
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Finds what holds a load context.</summary>
    /// <param name="context">The context, unloaded and alive.</param>
    /// <returns>Texts, so that the search itself holds nothing.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IReadOnlyList<string> Find(WeakReference context)
    {
        if (context.Target is not AssemblyLoadContext plugin)
        {
            return [];
        }

        return
        [
            .. Collect(plugin, "A timer still calls", Timers),
            .. Collect(plugin, "An event of the process still calls", Events),
            .. Collect(plugin, "An observable instrument of a meter that is not disposed calls", Instruments),
        ];
    }

    private static List<string> Collect(AssemblyLoadContext plugin, string what, Func<IEnumerable<Delegate>> find)
    {
        try
        {
            return [.. find().SelectMany(static item => item.GetInvocationList())
                .Where(item => IsOf(item.Method.Module.Assembly, plugin) || (item.Target is { } target && IsOf(target.GetType().Assembly, plugin)))
                .Select(item => $"{what} {item.Method.DeclaringType?.FullName}.{item.Method.Name}.").Distinct()];
        }
        catch (Exception)
        {
            // Internals are not as they were when this was written; a help that fails must not hide the report.
            return [];
        }
    }

    private static bool IsOf(Assembly assembly, AssemblyLoadContext plugin) => AssemblyLoadContext.GetLoadContext(assembly) == plugin;

    private static IEnumerable<Delegate> Timers()
    {
        var type = typeof(Timer).Assembly.GetType("System.Threading.TimerQueue", throwOnError: true)!;
        foreach (var queue in (IEnumerable)type.GetProperty("Instances", Any)!.GetValue(null)!)
        {
            foreach (var timer in (IEnumerable)type.GetMethod("GetTimersForDebugger", Any)!.Invoke(queue, null)!)
            {
                if (timer.GetType().GetField("_timerCallback", Any)?.GetValue(timer) is Delegate callback)
                {
                    yield return callback;
                }
            }
        }
    }

    private static IEnumerable<Delegate> Events() =>
        new (Type Type, object? Instance)[]
        {
            (typeof(AppContext), null),
            (typeof(AppDomain), AppDomain.CurrentDomain),
            (typeof(AssemblyLoadContext), AssemblyLoadContext.Default),
            (typeof(TaskScheduler), null),
        }
        .SelectMany(static place => place.Type.GetFields(Any)
            .Where(field => typeof(Delegate).IsAssignableFrom(field.FieldType) && (field.IsStatic || place.Instance is not null))
            .Select(field => field.GetValue(field.IsStatic ? null : place.Instance)))
        .OfType<Delegate>();

    private static IEnumerable<Delegate> Instruments() =>
        from meter in Items(typeof(Meter).GetField("s_allMeters", Any)?.GetValue(null))
        from instrument in Items(typeof(Meter).GetField("_instruments", Any)?.GetValue(meter))
        let callback = instrument.GetType().GetField("_callback", Any)?.GetValue(instrument) as Delegate
        where callback is not null
        select callback;

    // A copy, since others make meters meanwhile.
    private static object[] Items(object? list) => list is ICollection items ? [.. items.Cast<object>()] : [];
}
