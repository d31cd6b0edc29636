using System.Net;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Messages;

namespace Modular.DoIp.Tester;

/// <content>Log messages.</content>
public sealed partial class DoIpConnection
{
    private static partial class Log
    {
        [LoggerMessage(EventIds.Connecting, LogLevel.Debug, "Connecting to {Endpoint}")]
        public static partial void Connecting(ILogger logger, EndPoint endpoint);

        [LoggerMessage(EventIds.Connected, LogLevel.Debug, "Connected to {Endpoint} in {DurationMs} ms")]
        public static partial void Connected(ILogger logger, EndPoint endpoint, double durationMs);

        [LoggerMessage(EventIds.RoutingActivated, LogLevel.Information, "Activated routing at {Endpoint}, entity {Entity:X4}: {Code}")]
        public static partial void RoutingActivated(ILogger logger, EndPoint endpoint, ushort entity, RoutingActivationResponseCode code);

        [LoggerMessage(EventIds.ConnectionLost, LogLevel.Warning, "Lost the connection to {Endpoint}: {Cause}, {Reason}")]
        public static partial void ConnectionLost(ILogger logger, EndPoint endpoint, DoIpFailureCause cause, string reason);

        [LoggerMessage(EventIds.MessageSent, LogLevel.Debug, "Sending {Source:X4}->{Target:X4} {Payload}", SkipEnabledCheck = true)]
        public static partial void MessageSent(ILogger logger, ushort source, ushort target, string payload);

        [LoggerMessage(EventIds.MessageReceived, LogLevel.Debug, "Received {Source:X4}->{Target:X4} {Payload}", SkipEnabledCheck = true)]
        public static partial void MessageReceived(ILogger logger, ushort source, ushort target, string payload);

        [LoggerMessage(EventIds.ObserverFailed, LogLevel.Error, "An observer of the connection to {Endpoint} failed")]
        public static partial void ObserverFailed(ILogger logger, Exception exception, EndPoint endpoint);

        [LoggerMessage(EventIds.RejectedHeader, LogLevel.Warning, "Rejected a header from {Endpoint}: type {PayloadType:X4}, length {Length}, {Code}")]
        public static partial void RejectedHeader(ILogger logger, EndPoint endpoint, ushort payloadType, uint length, GenericNegativeAcknowledgementCode code);
    }
}
