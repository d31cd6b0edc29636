namespace Modular.Uds.Tester;

/// <summary>What the tester does on "busy" (0x21) or "resource temporarily not available" (0x94).</summary>
/// <param name="Handling">Whether it repeats the request.</param>
/// <param name="CompletionTimeout">Longest time from the first such answer to the last repeat.</param>
/// <param name="RequestTime">Pause before each repeat.</param>
public readonly record struct BusyHandling(ResponseHandling Handling, TimeSpan CompletionTimeout, TimeSpan RequestTime)
{
    /// <summary>Repeats every 200 milliseconds, at most 25 seconds long.</summary>
    public static BusyHandling Default { get; } =
        new(ResponseHandling.ContinueUntilTimeout, TimeSpan.FromSeconds(25), TimeSpan.FromMilliseconds(200));
}
