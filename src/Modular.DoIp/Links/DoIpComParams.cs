using System.Globalization;
using System.Text.Json;
using Modular.DoIp.Messages;
using Modular.DoIp.Tester;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Links;

/// <summary>Communication parameters of DoIP by their standard names, and what they mean for links and connections.</summary>
public static class DoIpComParams
{
    /// <summary>Logical address of the entity in front of the ECU.</summary>
    public const string LogicalGatewayAddress = "CP_DoIPLogicalGatewayAddress";

    /// <summary>Logical address of the ECU.</summary>
    public const string LogicalEcuAddress = "CP_DoIPLogicalEcuAddress";

    /// <summary>Functional address that reaches the ECU among others.</summary>
    public const string LogicalFunctionalAddress = "CP_DoIPLogicalFunctionalAddress";

    /// <summary>Logical address of the tester.</summary>
    public const string LogicalTesterAddress = "CP_DoIPLogicalTesterAddress";

    /// <summary>Longest wait for an acknowledgement.</summary>
    public const string DiagnosticAckTimeout = "CP_DoIPDiagnosticAckTimeout";

    /// <summary>Repetitions after a refusal: a number for lack of memory, or an object of numbers by code.</summary>
    public const string NumberOfRetries = "CP_DoIPNumberOfRetries";

    /// <summary>Pause before such a repetition.</summary>
    public const string RetryPeriod = "CP_DoIPRetryPeriod";

    /// <summary>Longest wait for the answer to a routing activation.</summary>
    public const string RoutingActivationTimeout = "CP_DoIPRoutingActivationTimeout";

    /// <summary>Longest wait for a TCP connection.</summary>
    public const string ConnectionTimeout = "CP_DoIPConnectionTimeout";

    /// <summary>Pause between two attempts to connect.</summary>
    public const string ConnectionRetryDelay = "CP_DoIPConnectionRetryDelay";

    /// <summary>Attempts to connect before giving up.</summary>
    public const string ConnectionRetryAttempts = "CP_DoIPConnectionRetryAttempts";

    /// <summary>Repetitions of a message that could not be written.</summary>
    public const string RepeatReqCountTrans = "CP_RepeatReqCountTrans";

    private const ushort DefaultTester = 0x0E00;

    /// <summary>Addresses and patience of a link.</summary>
    /// <param name="link">The link that is wanted.</param>
    /// <returns>The options; a parameter that is absent leaves its default.</returns>
    /// <exception cref="FormatException">A value cannot be read, or an address is missing or beyond 65 535.</exception>
    public static DoIpLinkOptions ToLinkOptions(LinkParameters link)
    {
        ArgumentNullException.ThrowIfNull(link);
        var parameters = link.ComParams;
        var target = link.Addressing == AddressingMode.Functional ? LogicalFunctionalAddress : LogicalEcuAddress;
        var defaults = new DoIpLinkOptions
        {
            Name = link.Name,
            TesterAddress = GetAddress(parameters, LogicalTesterAddress) ?? DefaultTester,
            TargetAddress = GetAddress(parameters, target) ?? throw new FormatException($"Communication parameter {target} is missing."),
            Addressing = link.Addressing,
            AcknowledgementTimeout = parameters.GetDuration(DiagnosticAckTimeout),
        };
        return defaults with
        {
            Retries = GetRetries(parameters) ?? defaults.Retries,
            RetryPeriod = parameters.GetDuration(RetryPeriod) ?? defaults.RetryPeriod,
            TransmissionRepeats = (int?)parameters.GetNumber(RepeatReqCountTrans) ?? defaults.TransmissionRepeats,
        };
    }

    /// <summary>How the connection to the entity of a link is made.</summary>
    /// <param name="parameters">Communication parameters of the link.</param>
    /// <param name="defaults">What holds for absent parameters.</param>
    /// <returns>The defaults with the parameters applied.</returns>
    /// <exception cref="FormatException">A value cannot be read, or the tester's address is beyond 65 535.</exception>
    public static DoIpEntityConnectionOptions ToConnectionOptions(ComParamSet parameters, DoIpEntityConnectionOptions defaults)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(defaults);
        var connection = defaults.Connection;
        return defaults with
        {
            RetryDelay = parameters.GetDuration(ConnectionRetryDelay) ?? defaults.RetryDelay,
            RetryAttempts = (int?)parameters.GetNumber(ConnectionRetryAttempts) ?? defaults.RetryAttempts,
            Connection = connection with
            {
                TesterAddress = GetAddress(parameters, LogicalTesterAddress) ?? connection.TesterAddress,
                ConnectTimeout = parameters.GetDuration(ConnectionTimeout) ?? connection.ConnectTimeout,
                RoutingActivationTimeout = parameters.GetDuration(RoutingActivationTimeout) ?? connection.RoutingActivationTimeout,
                AcknowledgementTimeout = parameters.GetDuration(DiagnosticAckTimeout) ?? connection.AcknowledgementTimeout,
            },
        };
    }

    /// <summary>A logical address.</summary>
    /// <param name="parameters">Where it stands.</param>
    /// <param name="name">The parameter's standard name.</param>
    /// <returns>The address; null when the parameter is absent or 0, which databases write for "not set".</returns>
    /// <exception cref="FormatException">The value is no number from 0 to 65 535.</exception>
    public static ushort? GetAddress(ComParamSet parameters, string name)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.GetNumber(name) switch
        {
            null or 0 => null,
            <= ushort.MaxValue and var address => (ushort)address,
            var address => throw new FormatException($"Communication parameter {name} is {address}, beyond 65535."),
        };
    }

    private static Dictionary<DiagnosticMessageNegativeAcknowledgementCode, int>? GetRetries(ComParamSet parameters)
    {
        if (!parameters.TryGetText(NumberOfRetries, out var text))
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return new() { [DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory] = count };
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.EnumerateObject().ToDictionary(
                property => (DiagnosticMessageNegativeAcknowledgementCode)Convert.ToByte(property.Name, property.Name.StartsWith("0x", StringComparison.Ordinal) ? 16 : 10),
                property => property.Value.GetInt32());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new FormatException($"Communication parameter {NumberOfRetries} is '{text}', neither a number nor an object of numbers by code.", e);
        }
    }
}
