using Modular.Kernel.States;
using Modular.Sdk.Diagnostics;
using Modular.Uds.Messages;

namespace Modular.Simulation.Ecus;

/// <summary>What the state charts of a database allow, and what they change.</summary>
internal static class StateRules
{
    /// <summary>Checks the preconditions of a service, and that a change of session starts where the ECU is.</summary>
    /// <param name="turn">The request.</param>
    /// <returns>Null when the service may be used, else the reason why not.</returns>
    public static NegativeResponseCode? Check(EcuTurn turn)
    {
        foreach (var chart in turn.State.Variant.StateCharts)
        {
            var wanted = turn.Service.Preconditions
                .Where(reference => chart.States.Contains(reference.State, StringComparer.OrdinalIgnoreCase) && Applies(turn, reference))
                .ToArray();
            if (wanted.Length > 0
                && !wanted.Any(reference => reference.State.Equals(turn.State.StateOf(chart.ShortName), StringComparison.OrdinalIgnoreCase)))
            {
                return Refusal(chart, turn);
            }

            if (chart.IsAbout("SESSION") && LeadsNowhere(chart, turn))
            {
                return NegativeResponseCode.SubFunctionNotSupportedInActiveSession;
            }
        }

        return null;
    }

    /// <summary>The transitions which a positive response completes.</summary>
    /// <param name="turn">The request.</param>
    public static IReadOnlyList<StateTransition> Transitions(EcuTurn turn) =>
    [
        .. turn.Service.StateTransitions
            .Where(reference => reference.Value is null || turn.Values.Names.Any(name => Equals(turn, name, reference.Value)))
            .Select(static reference => reference.Transition),
    ];

    // A session that the chart does not reach from the present one is refused, as real ECUs do.
    private static bool LeadsNowhere(StateChart chart, EcuTurn turn)
    {
        if (turn.Service.ServiceId != (byte)UdsServiceId.DiagnosticSessionControl)
        {
            return false;
        }

        var leading = turn.Service.StateTransitions.Select(static reference => reference.Transition).Where(chart.Transitions.Contains).ToArray();
        return leading.Length > 0
            && !leading.Any(transition => transition.Source.Equals(turn.State.StateOf(chart.ShortName), StringComparison.OrdinalIgnoreCase));
    }

    private static NegativeResponseCode Refusal(StateChart chart, EcuTurn turn)
    {
        if (chart.IsAbout("SECURITY"))
        {
            return NegativeResponseCode.SecurityAccessDenied;
        }

        if (!chart.IsAbout("SESSION"))
        {
            return NegativeResponseCode.ConditionsNotCorrect;
        }

        return turn.Service.ServiceId is { } id && ((UdsServiceId)id).HasSubFunction()
            ? NegativeResponseCode.SubFunctionNotSupportedInActiveSession
            : NegativeResponseCode.ServiceNotSupportedInActiveSession;
    }

    private static bool Applies(EcuTurn turn, StateReference reference) =>
        reference.Value is null || reference.Parameter is null || Equals(turn, reference.Parameter, reference.Value);

    private static bool Equals(EcuTurn turn, string parameter, string text) =>
        turn.Values.TryGet(parameter, out var value) && value.Kind switch
        {
            ParameterValueKind.Text => value.AsText().Equals(text, StringComparison.OrdinalIgnoreCase),
            ParameterValueKind.Integer => long.TryParse(text, out var number) && number == value.AsInteger(),
            _ => false,
        };
}
