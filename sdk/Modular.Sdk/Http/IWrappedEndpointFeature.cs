namespace Modular.Sdk.Http;

/// <summary>
/// HTTP feature by which the host hands the wrapped endpoint to the handler that wraps it. Handlers use
/// <see cref="OverrideExtensions.InvokeWrappedAsync"/>.
/// </summary>
public interface IWrappedEndpointFeature
{
    /// <summary>Has the wrapped endpoint answer the request. What goes wrong in it is an answer, not an exception.</summary>
    /// <returns>Completes when it has answered.</returns>
    /// <exception cref="InvalidOperationException">It was invoked before.</exception>
    Task InvokeAsync();
}
