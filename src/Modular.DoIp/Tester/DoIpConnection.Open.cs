using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Modular.DoIp.Messages;
using Modular.DoIp.Telemetry;

namespace Modular.DoIp.Tester;

/// <content>How a connection comes up.</content>
public sealed partial class DoIpConnection
{
    internal static async Task<DoIpConnection> OpenAsync(
        EndPoint endpoint,
        DoIpConnectionOptions options,
        DiagnosticRouter? router,
        ActivityContext parent,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        using var activity = DoIpTrace.StartOpen(endpoint, parent);
        try
        {
            var connection = await ConnectAsync(endpoint, options, router, time, logger, cancellationToken).ConfigureAwait(false);
            try
            {
                var response = await connection.ActivateRoutingAsync(null, cancellationToken).ConfigureAwait(false);
                return response.IsSuccess ? connection : throw Refused(connection, response);
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (Exception exception) when (DoIpTrace.Fail(activity, exception))
        {
            throw;
        }
    }

    private static async Task<DoIpConnection> ConnectAsync(
        EndPoint endpoint,
        DoIpConnectionOptions options,
        DiagnosticRouter? router,
        TimeProvider time,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        using var activity = DoIpTrace.StartConnect(endpoint);
        Log.Connecting(logger, endpoint);
        var started = time.GetTimestamp();
        try
        {
            var socket = await ConnectSocketAsync(endpoint, options, time, cancellationToken).ConfigureAwait(false);
            var elapsed = time.GetElapsedTime(started);
            Log.Connected(logger, endpoint, elapsed.TotalMilliseconds);
            DoIpMetrics.Connected(elapsed);
            return new DoIpConnection(new NetworkStream(socket, ownsSocket: true), socket.LocalEndPoint, endpoint, options, router, time, logger);
        }
        catch (Exception exception) when (DoIpTrace.Fail(activity, exception) || DoIpMetrics.NotConnected(time.GetElapsedTime(started), exception))
        {
            throw;
        }
    }

    private static async Task<Socket> ConnectSocketAsync(
        EndPoint endpoint, DoIpConnectionOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (options.LocalEndPoint is { } local)
            {
                socket.Bind(local);
            }

            await socket.ConnectAsync(endpoint, either.Token).ConfigureAwait(false);
            return socket;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new DoIpException(
                DoIpFailureCause.ConnectTimeout,
                $"{endpoint} accepted no connection within {options.ConnectTimeout.TotalMilliseconds:F0} ms.",
                endpoint.ToString());
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new DoIpException(DoIpFailureCause.ConnectFailed, $"Cannot connect to {endpoint}: {e.Message}.", endpoint.ToString(), innerException: e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static DoIpException Refused(DoIpConnection connection, RoutingActivationResponse response) =>
        response.Code == RoutingActivationResponseCode.TlsRequired
            ? connection.Failure(
                DoIpFailureCause.TlsRequired,
                $"{connection.RemoteEndPoint} wants a TLS connection (routing activation code 0x07). TLS is not available in this version.",
                (uint)response.Code)
            : connection.Failure(
                DoIpFailureCause.RoutingActivationRefused,
                $"{connection.RemoteEndPoint} refused the routing activation of tester 0x{response.TesterAddress:X4}: 0x{(byte)response.Code:X2} ({response.Code}).",
                (uint)response.Code);
}
