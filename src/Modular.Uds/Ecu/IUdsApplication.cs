using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>What an ECU does with requests, apart from the rules that all ECUs share.</summary>
/// <remarks>
/// <see cref="UdsServiceDispatcher"/> is one made of a handler per service; an ECU that answers from a description is another.
/// The server asks for one request at a time, except that tester present may come while another service works.
/// </remarks>
public interface IUdsApplication
{
    /// <summary>Does what is asked.</summary>
    /// <param name="request">The request, suppress bit and all.</param>
    /// <param name="context">Who asks, in which session, and the way to ask for patience.</param>
    /// <param name="cancellationToken">The ECU stops, or the tester's connection is gone.</param>
    /// <returns>
    /// The response. The server drops it where the tester must not see it; the default value means no response at all.
    /// </returns>
    ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken);
}
