namespace Modular.Uds.Tester;

/// <summary>What the tester does on "response pending" (0x78).</summary>
/// <param name="Handling">Whether it waits.</param>
/// <param name="CompletionTimeout">Longest wait from the first pending answer to the final one.</param>
public readonly record struct PendingHandling(ResponseHandling Handling, TimeSpan CompletionTimeout)
{
    /// <summary>Waits, at most 25 seconds.</summary>
    public static PendingHandling Default { get; } = new(ResponseHandling.ContinueUntilTimeout, TimeSpan.FromSeconds(25));
}
