namespace Modular.Uds.Messages.Services;

/// <summary>A positive response of one service with its parameters apart.</summary>
/// <typeparam name="TSelf">The message.</typeparam>
/// <remarks>Messages hold views of the bytes they were read from. To compare contents compare the raw responses.</remarks>
public interface IUdsResponseMessage<TSelf>
    where TSelf : struct, IUdsResponseMessage<TSelf>
{
    /// <summary>The service of the request.</summary>
    static abstract UdsServiceId Service { get; }

    /// <summary>Reads the parameters of a positive response. Bytes beyond the last field are ignored, as ECUs pad.</summary>
    /// <param name="response">Any response.</param>
    /// <param name="message">The message.</param>
    /// <returns>False when the response is negative, of another service, or too short.</returns>
    static abstract bool TryParse(UdsResponse response, out TSelf message);

    /// <summary>Writes the response.</summary>
    /// <returns>The response, over bytes of its own.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value does not fit its field.</exception>
    UdsResponse ToResponse();
}
