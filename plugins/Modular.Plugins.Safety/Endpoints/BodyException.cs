namespace Modular.Plugins.Safety.Endpoints;

/// <summary>The body of a request is not what it has to be.</summary>
/// <param name="message">What is wrong, for the client.</param>
internal sealed class BodyException(string message) : Exception(message);
