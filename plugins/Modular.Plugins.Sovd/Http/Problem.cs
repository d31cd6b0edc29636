using Modular.Sdk.Http;

namespace Modular.Plugins.Sovd.Http;

/// <summary>An error as a dialect tells it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Error">The body.</param>
/// <param name="RetryAfterSeconds">When to try again, or null.</param>
internal sealed record Problem(int Status, GenericError Error, int? RetryAfterSeconds = null);
