using Modular.Kernel.Description;

namespace Modular.Kernel.Services;

/// <summary>What a decoded response was.</summary>
/// <param name="Kind">Positive or negative.</param>
/// <param name="Response">Its description; null for a negative response (7F, service, code) which the database does not describe.</param>
/// <param name="DataOffset">Where in the response the first parameter with data begins; its length when there is none.</param>
/// <param name="ParameterCount">Number of parameters given to the sink on the top level.</param>
public readonly record struct ResponseDecoding(
    ResponseKind Kind,
    ResponseDescription? Response,
    int DataOffset,
    int ParameterCount);
