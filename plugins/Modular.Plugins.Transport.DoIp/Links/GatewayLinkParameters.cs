using Modular.DoIp.Links;
using Modular.DoIp.Tester;
using Modular.Plugins.Transport.DoIp.Configuration;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Transport.DoIp.Links;

/// <summary>What a link needs, from its communication parameters and, where these say nothing, the configuration.</summary>
/// <param name="Gateway">Which connection it shares.</param>
/// <param name="Link">Its addresses and patience.</param>
/// <param name="Connection">How the connection is made, if this is the first link over it.</param>
internal sealed record GatewayLinkParameters(GatewayKey Gateway, DoIpLinkOptions Link, DoIpEntityConnectionOptions Connection)
{
    /// <summary>Whether the parameters describe a DoIP link at all. A value that is wrong is reported when the link is opened.</summary>
    /// <param name="parameters">The link that is wanted.</param>
    public static bool AreGiven(LinkParameters parameters) =>
        parameters.ComParams.TryGetText(TargetName(parameters), out var target) && target.AsSpan().Trim() is not ("" or "0");

    /// <summary>Reads the parameters.</summary>
    /// <param name="parameters">The link that is wanted.</param>
    /// <param name="settings">What holds where they say nothing.</param>
    /// <exception cref="LinkException">A parameter is missing or out of range.</exception>
    public static GatewayLinkParameters Read(LinkParameters parameters, DoIpSettings settings)
    {
        var given = parameters.ComParams;
        try
        {
            var tester = DoIpComParams.GetAddress(given, DoIpComParams.LogicalTesterAddress) ?? settings.TesterLogicalAddress;
            var link = DoIpComParams.ToLinkOptions(parameters) with { TesterAddress = tester };
            var gateway = DoIpComParams.GetAddress(given, DoIpComParams.LogicalGatewayAddress) ?? (parameters.Addressing == AddressingMode.Physical
                ? link.TargetAddress
                : throw new FormatException($"Communication parameter {DoIpComParams.LogicalGatewayAddress} is missing."));
            var connection = DoIpComParams.ToConnectionOptions(given, settings.ToConnectionOptions());
            return new GatewayLinkParameters(
                new GatewayKey(gateway, tester), link, connection with { Connection = connection.Connection with { TesterAddress = tester } });
        }
        catch (FormatException exception)
        {
            throw new LinkException(
                LinkFailure.InvalidParameters, $"{parameters.Name} cannot be reached over DoIP: {exception.Message}", exception);
        }
    }

    private static string TargetName(LinkParameters parameters) =>
        parameters.Addressing == AddressingMode.Functional ? DoIpComParams.LogicalFunctionalAddress : DoIpComParams.LogicalEcuAddress;
}
