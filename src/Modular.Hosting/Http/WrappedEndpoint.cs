using Modular.Sdk.Http;

namespace Modular.Hosting.Http;

/// <summary>What a wrapping handler calls to have the wrapped endpoint answer.</summary>
/// <param name="run">Runs the rest of the chain.</param>
internal sealed class WrappedEndpoint(Func<Task> run) : IWrappedEndpointFeature
{
    private int _isInvoked;

    /// <inheritdoc/>
    public Task InvokeAsync() => Interlocked.Exchange(ref _isInvoked, 1) == 0
        ? run()
        : throw new InvalidOperationException("The wrapped endpoint was invoked before; it answers a request once.");
}
