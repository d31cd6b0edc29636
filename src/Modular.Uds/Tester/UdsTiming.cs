using Modular.Sdk.Transports;

namespace Modular.Uds.Tester;

/// <summary>Timing and repeats of a channel. Immutable.</summary>
/// <remarks>
/// The names in brackets are those of the communication parameters. <c>CP_P2Max</c> is not used: it leaves no allowance
/// for gateways and networks between tester and ECU.
/// </remarks>
public sealed record UdsTiming
{
    /// <summary>The defaults, for tools without a database.</summary>
    public static UdsTiming Default { get; } = new();

    /// <summary>Longest wait from the confirmed request to the first sign of an answer (CP_P6Max).</summary>
    /// <value>Default 1 second.</value>
    public TimeSpan P6Max { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait from each "response pending" to the next sign of an answer (CP_P6Star).</summary>
    /// <value>Default 1 second.</value>
    public TimeSpan P6Star { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait for the rest of an answer whose first frame the medium reported.</summary>
    /// <value>Default 10 seconds. A safety net: the transport has timers of its own between frames.</value>
    public TimeSpan ReceptionMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a functional request with the suppress bit collects negative answers.</summary>
    /// <value>Default 500 milliseconds.</value>
    public TimeSpan SuppressedFunctionalWindow { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers "response pending" (CP_RC78Handling, CP_RC78CompletionTimeout).</summary>
    public PendingHandling Pending { get; init; } = PendingHandling.Default;

    /// <summary>Answers "busy, repeat request" (CP_RC21Handling, CP_RC21CompletionTimeout, CP_RC21RequestTime).</summary>
    public BusyHandling Busy { get; init; } = BusyHandling.Default;

    /// <summary>
    /// Answers "resource temporarily not available" (CP_RC94Handling, CP_RC94CompletionTimeout, CP_RC94RequestTime).
    /// </summary>
    public BusyHandling ResourceUnavailable { get; init; } = BusyHandling.Default;

    /// <summary>Repeats after silence or a transient failure of the link (CP_RepeatReqCountApp).</summary>
    /// <value>0 or more; default 2, that is three attempts.</value>
    public int Repeats { get; init; } = 2;

    /// <summary>Takes what communication parameters say, and the rest from this object.</summary>
    /// <param name="comParams">The parameters of a link; durations in microseconds.</param>
    /// <returns>The timing for that link.</returns>
    /// <exception cref="FormatException">A parameter has no valid value; the message names it.</exception>
    public UdsTiming With(ComParamSet comParams)
    {
        ArgumentNullException.ThrowIfNull(comParams);
        return this with
        {
            P6Max = comParams.GetDuration("CP_P6Max") ?? P6Max,
            P6Star = comParams.GetDuration("CP_P6Star") ?? P6Star,
            Pending = new PendingHandling(
                ReadHandling(comParams, "CP_RC78Handling") ?? Pending.Handling,
                comParams.GetDuration("CP_RC78CompletionTimeout") ?? Pending.CompletionTimeout),
            Busy = ReadBusy(comParams, "CP_RC21", Busy),
            ResourceUnavailable = ReadBusy(comParams, "CP_RC94", ResourceUnavailable),
            Repeats = ReadRepeats(comParams) ?? Repeats,
        };
    }

    private static BusyHandling ReadBusy(ComParamSet comParams, string prefix, BusyHandling fallback) => new(
        ReadHandling(comParams, prefix + "Handling") ?? fallback.Handling,
        comParams.GetDuration(prefix + "CompletionTimeout") ?? fallback.CompletionTimeout,
        comParams.GetDuration(prefix + "RequestTime") ?? fallback.RequestTime);

    // Databases carry the number or one of several spellings of a text.
    private static ResponseHandling? ReadHandling(ComParamSet comParams, string name)
    {
        if (!comParams.TryGetText(name, out var text))
        {
            return null;
        }

        return text.Trim() switch
        {
            "0" => ResponseHandling.Disabled,
            "1" => ResponseHandling.ContinueUntilTimeout,
            "2" => ResponseHandling.ContinueUnlimited,
            var word when word.Contains("timeout", StringComparison.OrdinalIgnoreCase) => ResponseHandling.ContinueUntilTimeout,
            var word when word.Contains("unlimited", StringComparison.OrdinalIgnoreCase) => ResponseHandling.ContinueUnlimited,
            var word when word.Contains("disabled", StringComparison.OrdinalIgnoreCase) => ResponseHandling.Disabled,
            _ => throw new FormatException(
                $"Communication parameter {name} is '{text}', not 0 (disabled), 1 (continue until timeout) or 2 (continue unlimited)."),
        };
    }

    private static int? ReadRepeats(ComParamSet comParams)
    {
        const string name = "CP_RepeatReqCountApp";
        return comParams.GetNumber(name) switch
        {
            null => null,
            <= byte.MaxValue and var number => (int)number,
            var number => throw new FormatException($"Communication parameter {name} is {number}, above 255."),
        };
    }
}
