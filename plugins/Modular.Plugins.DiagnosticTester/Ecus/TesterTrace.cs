using System.Diagnostics;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>Spans of the tester, for whoever listens to the source <c>Modular.DiagnosticTester</c>; without a listener nothing is allocated.</summary>
/// <remarks>
/// Never values of parameters, so no messages of exceptions either: names and codes only. The source is immutable, and
/// the plugin is never unloaded, so that one for the process is enough.
/// </remarks>
internal static class TesterTrace
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "Modular.DiagnosticTester";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of a diagnostic service, from the call to its decoded answer.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="service">Short name of the service.</param>
    public static Activity? StartExecute(string ecu, string service)
    {
        var activity = Source.StartActivity("tester execute");
        activity?.SetTag("modular.ecu", ecu);
        activity?.SetTag("modular.service", service);
        return activity;
    }

    /// <summary>Begins the span of a change of state.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    /// <param name="change">The change.</param>
    public static Activity? StartChangeState(string ecu, StateChange change)
    {
        var activity = Source.StartActivity("tester change state");
        activity?.SetTag("modular.ecu", ecu);
        activity?.SetTag("modular.state_chart", change.ChartSemantic);
        activity?.SetTag("modular.state", change.State);
        return activity;
    }

    /// <summary>Begins a trace of its own for the detection of an ECU, with a link to the request which caused it.</summary>
    /// <param name="ecu">Name of the ECU that is asked.</param>
    /// <param name="cause">Whoever asked first; default for the server itself.</param>
    /// <remarks>Requests share a detection, so it belongs to none of them.</remarks>
    public static Activity? StartDetect(string ecu, ActivityContext cause)
    {
        Activity.Current = null;
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(
            "tester detect", ActivityKind.Internal, parentContext: default, links: cause == default ? null : [new ActivityLink(cause)]);
        activity?.SetTag("modular.ecu", ecu);
        return activity;
    }

    /// <summary>Begins a trace of its own for one tester present in the background.</summary>
    /// <param name="ecu">Name of the ECU.</param>
    public static Activity? StartKeepAlive(string ecu)
    {
        // The timer began in the request that wanted the session kept, and outlives it.
        Activity.Current = null;
        var activity = Source.StartActivity("tester keep alive");
        activity?.SetTag("modular.ecu", ecu);
        return activity;
    }

    /// <summary>Adds what came of a service.</summary>
    public static void Complete(Activity? activity, string variant, in ServiceOutcome outcome)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag("modular.variant", variant);
        activity.SetTag("modular.outcome", TesterMetrics.NameOf(outcome.Kind));
        if (outcome.NegativeResponseCode is { } code)
        {
            activity.SetTag("modular.uds.nrc", (int)code);
        }

        if (!outcome.IsSuccess)
        {
            SetError(activity, outcome.Kind.ToString());
        }
    }

    /// <summary>Adds what a detection found.</summary>
    public static void Complete(Activity? activity, EcuState state) => activity?.SetTag("modular.ecu.state", state.ToString());

    /// <summary>Adds why work ended with an exception. Made for an exception filter: it lets the exception pass.</summary>
    /// <returns>Always false.</returns>
    public static bool Fail(Activity? activity, Exception exception)
    {
        if (activity is not null)
        {
            SetError(activity, exception switch
            {
                DiagnosticException diagnostic => diagnostic.Failure.ToString(),
                LinkException link => link.Failure.ToString(),
                OperationCanceledException => "Cancelled",
                _ => exception.GetType().Name,
            });
        }

        return false;
    }

    private static void SetError(Activity activity, string reason)
    {
        activity.SetStatus(ActivityStatusCode.Error, reason);
        activity.SetTag("error.type", reason);
    }
}
