using Modular.DoIp.Messages;
using Modular.Sdk.Transports;

namespace Modular.DoIp.Links;

/// <summary>Addresses and patience of a logical link.</summary>
public sealed record DoIpLinkOptions
{
    /// <summary>Name of the ECU or functional group, for logs and errors.</summary>
    public required string Name { get; init; }

    /// <summary>Logical address of the tester.</summary>
    public required ushort TesterAddress { get; init; }

    /// <summary>Logical address of the ECU, or the functional address.</summary>
    public required ushort TargetAddress { get; init; }

    /// <summary>One ECU, or all behind the functional address.</summary>
    public AddressingMode Addressing { get; init; }

    /// <summary>Address the ECU answers with.</summary>
    /// <value>Null, the default, takes <see cref="TargetAddress"/>. A functional link hears every ECU.</value>
    public ushort? ResponseAddress { get; init; }

    /// <summary>Longest wait for the acknowledgement of a message.</summary>
    /// <value>Null, the default, takes the connection's.</value>
    public TimeSpan? AcknowledgementTimeout { get; init; }

    /// <summary>How often a message is repeated after a refusal, by its code.</summary>
    /// <value>Default: three times for lack of memory (0x05). Codes that are absent are not repeated.</value>
    public IReadOnlyDictionary<DiagnosticMessageNegativeAcknowledgementCode, int> Retries { get; init; } =
        new Dictionary<DiagnosticMessageNegativeAcknowledgementCode, int> { [DiagnosticMessageNegativeAcknowledgementCode.OutOfMemory] = 3 };

    /// <summary>Pause before such a repetition.</summary>
    /// <value>Default 200 ms, as CP_DoIPRetryPeriod.</value>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often a message is repeated that could not be written, because the connection turned out to be broken.</summary>
    /// <value>Default 3, as CP_RepeatReqCountTrans.</value>
    public int TransmissionRepeats { get; init; } = 3;
}
