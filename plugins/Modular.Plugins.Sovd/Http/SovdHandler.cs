namespace Modular.Plugins.Sovd.Http;

/// <summary>Answers a request.</summary>
/// <param name="request">The request; its component has passed the gate.</param>
/// <param name="cancellationToken">The request was aborted.</param>
/// <returns>The answer.</returns>
internal delegate ValueTask<Reply> SovdHandler(SovdRequest request, CancellationToken cancellationToken);
