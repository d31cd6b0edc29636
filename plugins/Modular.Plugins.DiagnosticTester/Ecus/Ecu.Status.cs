using Microsoft.Extensions.Logging;
using Modular.Kernel.Layers;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>The part that keeps the status.</summary>
internal sealed partial class Ecu
{
    private volatile string? _silence;

    /// <summary>Raised after the ECU answered although it had been lost: its variant has to be looked for again.</summary>
    public event Action<Ecu>? Reappeared;

    /// <summary>Detection found the variant.</summary>
    /// <param name="layer">The variant.</param>
    public void MarkDetected(DiagnosticLayer layer) =>
        Change(_ => new EcuCondition(Connectivity.Online, VariantState.Detected), layer, status => status with
        {
            Variant = layer.ShortName,
            IsBaseVariant = layer.IsBaseVariant,
        });

    /// <summary>The ECU answered, but like none of its variants, or like none of several ECUs at its place.</summary>
    public void MarkNotDetected() => Change(_ => new EcuCondition(Connectivity.Online, VariantState.NotDetected), BaseVariant, WithoutVariant);

    /// <summary>Another ECU of the group is built in.</summary>
    public void MarkDuplicate() => Change(_ => new EcuCondition(Connectivity.Online, VariantState.Duplicate), BaseVariant, WithoutVariant);

    /// <summary>Detection got no answer. The variant is kept; which ECU of a group is built in is open again.</summary>
    /// <param name="reason">What happened, for a person.</param>
    public void MarkUndetectable(string reason)
    {
        _silence = reason;
        Change(condition => new EcuCondition(
            Connectivity.Offline, condition.Variant == VariantState.Duplicate ? VariantState.NotDetected : condition.Variant));
    }

    /// <summary>The ECU did not answer, or its connection was lost.</summary>
    /// <param name="reason">What happened, for a person.</param>
    public void MarkSilent(string reason)
    {
        _silence = reason;
        Change(condition => condition with { Connectivity = Connectivity.Offline });
    }

    /// <summary>The gateway in front of the ECU was found.</summary>
    /// <param name="networkAddress">Where.</param>
    public void MarkFound(string networkAddress) =>
        Change(condition => condition, change: status => status with { NetworkAddress = networkAddress });

    private static EcuStatus WithoutVariant(EcuStatus status) => status with { Variant = null, IsBaseVariant = false };

    private void MarkAnswered()
    {
        if (Change(condition => condition with { Connectivity = Connectivity.Online }))
        {
            Reappeared?.Invoke(this);
        }
    }

    private bool Change(
        Func<EcuCondition, EcuCondition> next, DiagnosticLayer? layer = null, Func<EcuStatus, EcuStatus>? change = null)
    {
        EcuState before;
        EcuStatus after;
        lock (_gate)
        {
            before = _status.State;
            _condition = next(_condition);
            after = (change?.Invoke(_status) ?? _status) with { State = _condition.State };
            _layer = layer ?? _layer;
            if (after == _status)
            {
                return false;
            }

            _status = after;

            // Within the gate, so that watchers see changes in their order.
            _services.Events.Publish(new EcuEvent(Name, after));
        }

        if (before != after.State)
        {
            LogState(Name, before, after.State, after.Variant ?? "unknown", _silence);
        }

        return true;
    }

    private void Publish() => _services.Events.Publish(new EcuEvent(Name, _status));

    private void LogState(string ecu, EcuState before, EcuState after, string variant, string? reason)
    {
        if (after is EcuState.Offline or EcuState.Disconnected)
        {
            LogLost(_services.Logger, ecu, before, after, reason);
        }
        else
        {
            LogChanged(_services.Logger, ecu, before, after, variant);
        }
    }

    [LoggerMessage(6010, LogLevel.Information, "{Ecu} is {After} (was {Before}), variant {Variant}")]
    private static partial void LogChanged(ILogger logger, string ecu, EcuState before, EcuState after, string variant);

    [LoggerMessage(6011, LogLevel.Warning, "{Ecu} is {After} (was {Before}): {Reason}")]
    private static partial void LogLost(ILogger logger, string ecu, EcuState before, EcuState after, string? reason);
}
