namespace Modular.Uds.Messages.Services;

/// <summary>A request of one service with its parameters apart.</summary>
/// <typeparam name="TSelf">The message.</typeparam>
/// <remarks>Messages hold views of the bytes they were read from. To compare contents compare the raw requests.</remarks>
public interface IUdsRequestMessage<TSelf>
    where TSelf : struct, IUdsRequestMessage<TSelf>
{
    /// <summary>The service.</summary>
    static abstract UdsServiceId Service { get; }

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="request">A request of any service.</param>
    /// <param name="message">The message.</param>
    /// <returns>False when the request is of another service, too short or too long.</returns>
    static abstract bool TryParse(UdsRequest request, out TSelf message);

    /// <summary>Writes the request.</summary>
    /// <returns>The request, over bytes of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value does not fit its field.</exception>
    UdsRequest ToRequest();
}
