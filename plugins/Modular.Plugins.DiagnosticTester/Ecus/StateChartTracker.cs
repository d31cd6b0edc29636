using System.Collections.Immutable;
using Modular.Kernel.Services;
using Modular.Kernel.States;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>
/// Where an ECU stands in its state charts, as far as the answers to the tester's own requests tell. The ECU is never
/// asked, so a state is what it should be, not what was read.
/// </summary>
/// <remarks>Changed by whoever has the ECU's turn, read by anyone.</remarks>
internal sealed class StateChartTracker
{
    private const byte DiagnosticSessionControl = 0x10;
    private const byte EcuReset = 0x11;
    private const byte SecurityAccess = 0x27;

    // By semantic (else name) of the chart, so that the states survive a change of variant.
    private ImmutableDictionary<string, string> _states = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The charts with their current states.</summary>
    /// <param name="charts">The charts of the current variant.</param>
    public IReadOnlyList<StateChartStatus> Report(IReadOnlyList<StateChart> charts) =>
        [.. charts.Select(chart => new StateChartStatus(chart.ShortName, chart.Semantic, chart.StartState, Current(chart), chart.States))];

    /// <summary>Current state in a chart; its start state until a transition was seen.</summary>
    /// <param name="chart">The chart.</param>
    public string Current(StateChart chart) =>
        Volatile.Read(ref _states).TryGetValue(Key(chart), out var state) && Has(chart, state) ? state : chart.StartState;

    /// <summary>
    /// Checks what the service requires. In each chart concerned the current state or the start state must be among the
    /// required ones; states from which the service itself leads away are allowed as well.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="charts">The charts of the current variant.</param>
    /// <param name="parameters">Parameters of the request, for conditions on their values.</param>
    /// <exception cref="DiagnosticException">A required state is not given.</exception>
    public void CheckPreconditions(KernelService service, IReadOnlyList<StateChart> charts, IParameterSource? parameters)
    {
        if (service.Preconditions.Count == 0)
        {
            return;
        }

        foreach (var chart in charts)
        {
            var required = service.Preconditions
                .Where(condition => condition.IsOf(chart) && Applies(condition.Value, condition.Parameter, parameters))
                .Select(condition => condition.State)
                .ToList();
            if (required.Count == 0)
            {
                continue;
            }

            var current = Current(chart);
            var allowed = required.Concat(service.StateTransitions
                .Where(reference => reference.IsOf(chart))
                .Select(reference => reference.Transition.Source));
            if (!allowed.Any(state => Same(state, current) || Same(state, chart.StartState)))
            {
                throw new DiagnosticException(
                    DiagnosticFailure.PreconditionNotFulfilled,
                    $"{service.ShortName} needs {chart.Semantic ?? chart.ShortName} {string.Join(" or ", required)}, but the ECU is in {current}.")
                {
                    AllowedValues = required,
                };
            }
        }
    }

    /// <summary>Follows the transitions which a successful service causes.</summary>
    /// <param name="service">The service.</param>
    /// <param name="charts">The charts of the current variant.</param>
    /// <param name="parameters">Parameters of the request, for transitions that depend on their values.</param>
    /// <returns>True when a state changed.</returns>
    public bool Follow(KernelService service, IReadOnlyList<StateChart> charts, IParameterSource? parameters)
    {
        var states = _states;
        foreach (var chart in charts)
        {
            var current = Current(chart);
            var taken = service.StateTransitions.FirstOrDefault(reference =>
                Same(reference.Transition.Source, current) && reference.IsOf(chart) && Applies(reference.Value, reference.Parameter, parameters));
            if (taken is not null)
            {
                states = states.SetItem(Key(chart), taken.Transition.Target);
            }
        }

        return !ReferenceEquals(Interlocked.Exchange(ref _states, states), states);
    }

    /// <summary>The ECU fell back into its default session, which ends everything that a tester reached.</summary>
    /// <returns>True when a state changed.</returns>
    public bool Reset() => !Interlocked.Exchange(ref _states, _states.Clear()).IsEmpty;

    /// <summary>Finds the service that leads to a state: from the current state, else from the start state.</summary>
    /// <param name="services">The services of the current variant.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="target">The state wanted, one of the chart's.</param>
    /// <returns>The service, or null when none leads there.</returns>
    public KernelService? FindService(IReadOnlyList<KernelService> services, StateChart chart, string target) =>
        FindService(services, chart, Current(chart), target) ?? FindService(services, chart, chart.StartState, target);

    private static KernelService? FindService(IReadOnlyList<KernelService> services, StateChart chart, string source, string target)
    {
        // Several services may cause the same transition: a reset ends every session as well. Whoever asks for a session
        // wants the session service, and an ECU must never be rebooted because of a change of mode.
        return services
            .Where(service => service.ServiceId != EcuReset && service.StateTransitions.Any(reference =>
                Same(reference.Transition.Source, source) && Same(reference.Transition.Target, target) && reference.IsOf(chart)))
            .OrderBy(service => service.ServiceId == NaturalService(chart) ? 0 : 1)
            .FirstOrDefault();
    }

    private static byte? NaturalService(StateChart chart) => chart.Semantic?.ToUpperInvariant() switch
    {
        "SESSION" => DiagnosticSessionControl,
        "SECURITY" => SecurityAccess,
        _ => null,
    };

    private static string Key(StateChart chart) => chart.Semantic ?? chart.ShortName;

    private static bool Has(StateChart chart, string state) => chart.States.Contains(state, StringComparer.OrdinalIgnoreCase);

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool Applies(string? value, string? parameter, IParameterSource? parameters)
    {
        if (value is null)
        {
            return true;
        }

        // What the request carries is unknown for raw bytes and defaults; the ECU decides then.
        var names = parameter is null ? parameters?.Names ?? [] : [parameter];
        return names.Any(name =>
            parameters is not null && parameters.TryGet(name, out var given) && ParameterTexts.TryFormat(given, out var text) && Same(text, value));
    }
}
