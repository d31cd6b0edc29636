using System.Net;
using Modular.DoIp.Discovery;
using Modular.DoIp.Tester;

namespace Modular.Plugins.Transport.DoIp.Configuration;

/// <summary>Section <c>DoIp</c>, checked and converted.</summary>
/// <param name="TesterAddress">Local IP address, or null.</param>
/// <param name="TesterLogicalAddress">Logical address of the tester.</param>
/// <param name="Search">How entities are found.</param>
/// <param name="Options">The section as bound, for what needs no conversion.</param>
/// <param name="IsDeferred">Whether nothing is sent before somebody wants something (<c>Communication:Start</c>).</param>
internal sealed record DoIpSettings(
    IPAddress? TesterAddress, ushort TesterLogicalAddress, DoIpDiscoveryOptions Search, DoIpOptions Options, bool IsDeferred)
{
    /// <summary>How connections are made where communication parameters say nothing.</summary>
    public DoIpEntityConnectionOptions ToConnectionOptions()
    {
        var given = Options.Connection;
        var connection = new DoIpConnectionOptions
        {
            TesterAddress = TesterLogicalAddress,
            LocalEndPoint = TesterAddress is null ? null : new IPEndPoint(TesterAddress, 0),
            ConnectTimeout = given.ConnectTimeout,
            RoutingActivationTimeout = given.RoutingActivationTimeout,
            AcknowledgementTimeout = given.AcknowledgementTimeout,
            SendTimeout = given.SendTimeout,
        };
        return new DoIpEntityConnectionOptions
        {
            Connection = given.KeepAliveInterval > TimeSpan.Zero
                ? connection with { KeepAlive = KeepAliveMode.AliveCheckResponse, KeepAliveInterval = given.KeepAliveInterval }
                : connection,
            RetryDelay = given.RetryDelay,
            RetryAttempts = given.RetryAttempts,
        };
    }
}
