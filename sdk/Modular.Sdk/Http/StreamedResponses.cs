namespace Modular.Sdk.Http;

/// <summary>Endpoint metadata: answers have no end of their own, as of event streams.</summary>
public sealed class StreamedResponses
{
    /// <summary>The one instance.</summary>
    public static StreamedResponses Endless { get; } = new();

    private StreamedResponses()
    {
    }
}
