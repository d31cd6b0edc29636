namespace Modular.Sdk.Protocols;

/// <summary>What happened during an exchange, for traces.</summary>
/// <param name="Started">Timestamp when the request was handed over.</param>
/// <param name="Confirmed">Timestamp when the medium confirmed the last send; 0 when it never did.</param>
/// <param name="Completed">Timestamp of the end.</param>
/// <param name="PendingResponses">Answers "response pending" on the way.</param>
/// <param name="BusyRepeats">Repeats because the ECU was busy or a resource was not available.</param>
/// <param name="Repeats">Repeats because of silence or a transient failure of the link.</param>
public readonly record struct ExchangeTimeline(
    long Started,
    long Confirmed,
    long Completed,
    int PendingResponses,
    int BusyRepeats,
    int Repeats);
