using Modular.Sdk.Security;

namespace Modular.Sdk.Diagnostics;

/// <summary>A use of a diagnostic service.</summary>
public sealed record ServiceCall
{
    /// <summary>The service, from the ECU's current catalog.</summary>
    public required DiagnosticService Service { get; init; }

    /// <summary>Request parameters by name; null for none. What is not given takes its default from the database.</summary>
    public IParameterSource? Parameters { get; init; }

    /// <summary>
    /// Raw bytes to send behind the constant bytes of the request instead of <see cref="Parameters"/>; null to encode.
    /// </summary>
    public ReadOnlyMemory<byte>? RawParameters { get; init; }

    /// <summary>On whose behalf. Null only for what the server does on its own, such as variant detection.</summary>
    public ISecurityContext? Caller { get; init; }

    /// <summary>Epoch of the lock under which a state-changing call is made; null for reads and unlocked calls.</summary>
    public long? LockEpoch { get; init; }

    /// <summary>Longest wait for the first answer, or null for the communication parameters' value.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>False to skip decoding; the sink is then not called and only the raw answer is returned.</summary>
    public bool Decode { get; init; } = true;
}
