namespace Modular.Sdk.Testing.Time;

/// <summary>Runs a test so that whatever an action sets free has run when the action returns.</summary>
/// <remarks>
/// A test framework's synchronization context sends every continuation through a queue. Without one, moving a
/// <see cref="ManualTimeProvider"/> or delivering a message runs the code that waited for it on the same thread, up to its
/// next wait, so that a test can look at the result in its next line and needs neither sleeps nor polling.
/// </remarks>
public static class Inline
{
    /// <summary>Runs the test on a pool thread without synchronization context.</summary>
    /// <param name="test">The test's body.</param>
    /// <returns>Completes with the test.</returns>
    public static Task RunAsync(Func<Task> test) => Task.Run(test);
}
