using System.Diagnostics.Metrics;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;

namespace Modular.DoIp.Telemetry;

/// <summary>What the tester's side counts and measures: the meter <c>Modular.DoIp</c>.</summary>
internal static class DoIpMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Modular.DoIp";

    private static readonly Meter Meter = new(MeterName);

    private static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>(
        "modular.doip.connections", "{connection}", "TCP connections to DoIP entities that are up.");

    private static readonly Histogram<double> ConnectDuration = Meter.CreateHistogram<double>(
        "modular.doip.connect.duration", "s", "Time of attempts to connect by TCP, by outcome.");

    private static readonly Counter<long> Lost = Meter.CreateCounter<long>(
        "modular.doip.connections.lost", "{connection}", "Connections that were lost, by cause.");

    private static readonly Counter<long> Activations = Meter.CreateCounter<long>(
        "modular.doip.routing_activations", "{activation}", "Routing activations, by the entity's response code.");

    private static readonly Counter<long> Sent = Meter.CreateCounter<long>(
        "modular.doip.messages.sent", "{message}", "Diagnostic messages sent, by what the entity said to them.");

    private static readonly Counter<long> Received = Meter.CreateCounter<long>(
        "modular.doip.messages.received", "{message}", "Diagnostic messages received.");

    /// <summary>A connection is up.</summary>
    public static void Connected(TimeSpan elapsed)
    {
        Open.Add(1);
        ConnectDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", "connected"));
    }

    /// <summary>An attempt to connect failed. Made for an exception filter: it lets the exception pass.</summary>
    /// <returns>Always false.</returns>
    public static bool NotConnected(TimeSpan elapsed, Exception exception)
    {
        ConnectDuration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", NameOf(exception)));
        return false;
    }

    /// <summary>A connection ended.</summary>
    /// <param name="failure">Why; null when this side closed it.</param>
    public static void Ended(DoIpException? failure)
    {
        Open.Add(-1);
        if (failure is not null)
        {
            Lost.Add(1, new KeyValuePair<string, object?>("cause", failure.Cause.ToString()));
        }
    }

    /// <summary>The entity answered a routing activation.</summary>
    public static void Activated(RoutingActivationResponseCode code)
    {
        if (Activations.Enabled)
        {
            Activations.Add(1, new KeyValuePair<string, object?>("code", code.ToString()));
        }
    }

    /// <summary>The entity did not answer a routing activation.</summary>
    public static void NotActivated() => Activations.Add(1, new KeyValuePair<string, object?>("code", "Timeout"));

    /// <summary>The entity took a diagnostic message, refused it or said nothing.</summary>
    public static void Acknowledged(DiagnosticAcknowledgementKind kind)
    {
        if (Sent.Enabled)
        {
            Sent.Add(1, new KeyValuePair<string, object?>("acknowledgement", kind.ToString()));
        }
    }

    /// <summary>A diagnostic message came.</summary>
    public static void MessageReceived() => Received.Add(1);

    private static string NameOf(Exception exception) => exception switch
    {
        DoIpException doip => doip.Cause.ToString(),
        OperationCanceledException => "Cancelled",
        _ => exception.GetType().Name,
    };
}
