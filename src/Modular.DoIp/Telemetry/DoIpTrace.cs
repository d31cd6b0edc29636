using System.Diagnostics;
using System.Globalization;
using System.Net;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;

namespace Modular.DoIp.Telemetry;

/// <summary>Spans of the tester's side, for whoever listens to the source <c>Modular.DoIp</c>; without a listener nothing is allocated.</summary>
/// <remarks>Never the payload: addresses, codes and lengths only.</remarks>
internal static class DoIpTrace
{
    /// <summary>Name of the source.</summary>
    public const string SourceName = "Modular.DoIp";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>The span on whose behalf a connection is asked for; default when there is none.</summary>
    public static ActivityContext CurrentContext => Activity.Current?.Context ?? default;

    /// <summary>Begins the span of a connection coming up: TCP and routing activation.</summary>
    /// <param name="endpoint">The entity.</param>
    /// <param name="parent">Who asked; default to begin a trace of its own, where there is no current span.</param>
    public static Activity? StartOpen(EndPoint endpoint, ActivityContext parent) => Start("doip connect", endpoint, parent);

    /// <summary>Begins the span of a TCP connection coming up.</summary>
    public static Activity? StartConnect(EndPoint endpoint) => Start("doip tcp connect", endpoint, default);

    /// <summary>Begins the span of a routing activation.</summary>
    public static Activity? StartActivation(EndPoint endpoint, ushort tester)
    {
        var activity = Start("doip activate routing", endpoint, default);
        activity?.SetTag("modular.doip.tester_address", Hex(tester));
        return activity;
    }

    /// <summary>Begins the span of a diagnostic message, until it is acknowledged.</summary>
    public static Activity? StartSend(EndPoint endpoint, ushort tester, in DiagnosticSend send)
    {
        var activity = Start("doip send", endpoint, default);
        activity?.SetTag("modular.doip.tester_address", Hex(tester));
        activity?.SetTag("modular.doip.target_address", Hex(send.Target));
        activity?.SetTag("modular.doip.bytes", send.UserData.Length);
        return activity;
    }

    /// <summary>Adds what the entity said to a diagnostic message.</summary>
    public static void Complete(Activity activity, in DiagnosticAcknowledgement acknowledgement)
    {
        activity.SetTag("modular.doip.acknowledgement", acknowledgement.Kind.ToString());
        if (!acknowledgement.IsPositive)
        {
            SetError(activity, acknowledgement.NegativeCode?.ToString() ?? acknowledgement.GenericCode?.ToString() ?? acknowledgement.Kind.ToString());
        }
    }

    /// <summary>Adds what the entity said to a routing activation.</summary>
    public static void Complete(Activity activity, RoutingActivationResponse response)
    {
        activity.SetTag("modular.doip.activation_code", response.Code.ToString());
        activity.SetTag("modular.doip.entity_address", Hex(response.EntityAddress));
        if (!response.IsSuccess)
        {
            SetError(activity, response.Code.ToString());
        }
    }

    /// <summary>Makes a span of a message that came, from its first to its last byte, below the span of whoever waited for it.</summary>
    public static void Receive(in ReceivedDiagnosticMessage message, TimeProvider time)
    {
        // Outside of an exchange a message is one that nobody waits for any more.
        if (!Source.HasListeners() || Activity.Current is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        using var activity = Source.StartActivity(
            "doip receive", ActivityKind.Client, parentContext: default, startTime: now - time.GetElapsedTime(message.FirstSeen));
        activity?.SetTag("modular.doip.source_address", Hex(message.Source));
        activity?.SetTag("modular.doip.bytes", message.UserData.Length);
        activity?.SetEndTime((now - time.GetElapsedTime(message.Completed)).UtcDateTime);
    }

    /// <summary>Adds why an operation ended with an exception. Made for an exception filter: it lets the exception pass.</summary>
    /// <returns>Always false.</returns>
    public static bool Fail(Activity? activity, Exception exception)
    {
        if (activity is not null)
        {
            SetError(activity, exception switch
            {
                DoIpException doip => doip.Cause.ToString(),
                OperationCanceledException => "Cancelled",

                // Only a routing activation ends with it.
                TimeoutException => nameof(DoIpFailureCause.RoutingActivationTimeout),
                _ => exception.GetType().Name,
            });
        }

        return false;
    }

    private static Activity? Start(string name, EndPoint endpoint, ActivityContext parent)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var activity = Source.StartActivity(name, ActivityKind.Client, parent);
        if (endpoint is IPEndPoint ip)
        {
            activity?.SetTag("network.peer.address", ip.Address.ToString());
            activity?.SetTag("network.peer.port", ip.Port);
        }

        return activity;
    }

    private static void SetError(Activity activity, string reason)
    {
        activity.SetStatus(ActivityStatusCode.Error, reason);
        activity.SetTag("error.type", reason);
    }

    private static string Hex(ushort address) => string.Create(CultureInfo.InvariantCulture, $"0x{address:X4}");
}
