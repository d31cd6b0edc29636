using System.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;
using Modular.Uds.Messages;

namespace Modular.Uds.Tester;

/// <summary>Spans of exchanges, for whoever listens to the source <c>Modular.Uds</c>; without a listener nothing is allocated.</summary>
/// <remarks>Never the payload: identifiers, counts and lengths only.</remarks>
internal static class UdsTrace
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "Modular.Uds";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of an exchange.</summary>
    /// <param name="ecu">Name of the link.</param>
    /// <param name="service">The service that is asked for.</param>
    /// <param name="requestBytes">Length of the request.</param>
    /// <returns>The span; null when nobody listens.</returns>
    public static Activity? Start(string ecu, UdsServiceId service, int requestBytes)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(NameOf(service), ActivityKind.Client);
        activity?.SetTag("modular.ecu", ecu);
        activity?.SetTag("modular.uds.service_id", (int)service);
        activity?.SetTag("modular.uds.request_bytes", requestBytes);
        return activity;
    }

    /// <summary>Adds what came of the exchange.</summary>
    public static void Complete(Activity activity, in ExchangeOutcome outcome)
    {
        activity.SetTag("modular.uds.outcome", NameOf(outcome.Kind));
        activity.SetTag("modular.uds.response_bytes", outcome.Response.Length);
        activity.SetTag("modular.uds.pending_responses", outcome.Timeline.PendingResponses);
        activity.SetTag("modular.uds.busy_repeats", outcome.Timeline.BusyRepeats);
        activity.SetTag("modular.uds.repeats", outcome.Timeline.Repeats);
        if (outcome.NegativeResponseCode is { } code)
        {
            activity.SetTag("modular.uds.nrc", (int)code);
            SetError(activity, ((NegativeResponseCode)code).ToString());
        }
        else if (outcome.Kind == ExchangeOutcomeKind.NoResponse)
        {
            SetError(activity, nameof(ExchangeOutcomeKind.NoResponse));
        }
    }

    /// <summary>Adds how many ECUs answered a functional request.</summary>
    public static void CompleteFunctional(Activity activity, int responses) => activity.SetTag("modular.uds.responses", responses);

    /// <summary>Adds why the exchange ended with an exception. Made for an exception filter: it lets the exception pass.</summary>
    /// <returns>Always false.</returns>
    public static bool Fail(Activity? activity, Exception exception)
    {
        if (activity is not null)
        {
            SetError(activity, exception switch
            {
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

    private static string NameOf(UdsServiceId service) => $"uds {(Enum.IsDefined(service) ? service.ToString() : $"0x{(byte)service:X2}")}";

    private static string NameOf(ExchangeOutcomeKind kind) => kind switch
    {
        ExchangeOutcomeKind.Positive => "positive",
        ExchangeOutcomeKind.Negative => "negative",
        ExchangeOutcomeKind.NoResponse => "silent",
        _ => "unanswered",
    };
}
