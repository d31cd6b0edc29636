using Modular.Kernel.Layers;
using Modular.Kernel.States;

namespace Modular.Simulation.Ecus;

/// <summary>What changes in an ECU while it is talked to, as far as it is lost by a reset. Used under the ECU's turn only.</summary>
internal sealed class EcuState
{
    /// <summary>The session every ECU starts in.</summary>
    public const byte DefaultSession = 0x01;

    /// <summary>The session for programming.</summary>
    public const byte ProgrammingSession = 0x02;

    private readonly Dictionary<string, string> _charts = new(StringComparer.OrdinalIgnoreCase);

    public EcuState(DiagnosticLayer variant)
    {
        Variant = variant;
        Reset(variant);
    }

    /// <summary>The variant that answers now.</summary>
    public DiagnosticLayer Variant { get; private set; }

    /// <summary>The session, as the sub-function that starts it.</summary>
    public byte Session { get; private set; }

    /// <summary>The unlocked security level, as the odd sub-function that asks for its seed; 0 when locked.</summary>
    public byte SecurityLevel { get; set; }

    /// <summary>The level whose seed was given last and not yet answered; 0 for none.</summary>
    public byte PendingSeed { get; set; }

    /// <summary>Wrong keys since the last right one.</summary>
    public int WrongKeys { get; set; }

    /// <summary>When keys are taken again after too many wrong ones, as time since the ECU was switched on. Outlives resets.</summary>
    public TimeSpan KeysRefusedUntil { get; set; }

    /// <summary>Communication control, as its sub-function; 0 is normal communication.</summary>
    public byte CommunicationControl { get; set; }

    /// <summary>DTC setting, as its sub-function; 1 is on.</summary>
    public byte DtcSetting { get; set; }

    /// <summary>The transfer that is going on, or null.</summary>
    public MemoryTransfer? Transfer { get; set; }

    /// <summary>Routines by identifier, as far as they were started.</summary>
    public Dictionary<ushort, RoutineRun> Routines { get; } = [];

    /// <summary>State of a chart.</summary>
    /// <param name="chart">Short name of the chart.</param>
    /// <returns>Short name of the state, or null for a chart the variant does not have.</returns>
    public string? StateOf(string chart) => _charts.GetValueOrDefault(chart);

    /// <summary>Completes a transition in the chart that has it, when it starts from the present state.</summary>
    /// <param name="transition">The transition.</param>
    public void Apply(StateTransition transition)
    {
        foreach (var chart in Variant.StateCharts)
        {
            if (chart.Transitions.Any(one => SameTransition(one, transition))
                && string.Equals(StateOf(chart.ShortName), transition.Source, StringComparison.OrdinalIgnoreCase))
            {
                _charts[chart.ShortName] = transition.Target;
                return;
            }
        }
    }

    /// <summary>Enters a session; leaving one locks security, and the default session restores normal operation.</summary>
    /// <param name="session">The session.</param>
    /// <param name="variant">The variant that answers in this session.</param>
    public void EnterSession(byte session, DiagnosticLayer variant)
    {
        Session = session;
        Variant = variant;
        Lock();
        Transfer = null;
        if (session == DefaultSession)
        {
            CommunicationControl = 0;
            DtcSetting = 1;
            Routines.Clear();
            StartCharts("SESSION");
        }

        FillCharts();
    }

    /// <summary>State after power-on.</summary>
    /// <param name="variant">The variant that starts.</param>
    public void Reset(DiagnosticLayer variant)
    {
        _charts.Clear();
        EnterSession(DefaultSession, variant);
        WrongKeys = 0;
    }

    private static bool SameTransition(StateTransition one, StateTransition other) =>
        one.ShortName.Equals(other.ShortName, StringComparison.OrdinalIgnoreCase)
        && one.Source.Equals(other.Source, StringComparison.OrdinalIgnoreCase)
        && one.Target.Equals(other.Target, StringComparison.OrdinalIgnoreCase);

    private void Lock()
    {
        SecurityLevel = 0;
        PendingSeed = 0;
        StartCharts("SECURITY");
    }

    private void StartCharts(string kind)
    {
        foreach (var chart in Variant.StateCharts)
        {
            if (chart.IsAbout(kind))
            {
                _charts[chart.ShortName] = chart.StartState;
            }
        }
    }

    private void FillCharts()
    {
        foreach (var chart in Variant.StateCharts)
        {
            _charts.TryAdd(chart.ShortName, chart.StartState);
        }
    }
}
