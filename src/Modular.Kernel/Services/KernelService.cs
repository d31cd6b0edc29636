using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Modular.Kernel.Description;
using Modular.Kernel.States;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Services;

/// <summary>
/// A diagnostic service with the means to encode and decode its messages, on the side of the tester and on that of the
/// ECU. Safe for concurrent use. The first use of a message compiles a plan; from then on messages of fixed length are
/// encoded and decoded without allocation.
/// </summary>
public sealed class KernelService : DiagnosticService
{
    [SetsRequiredMembers]
    internal KernelService(string shortName, string layer)
    {
        ShortName = shortName;
        Layer = layer;
    }

    /// <summary>Whether the service is meant for one ECU, for a group, or for both.</summary>
    public ServiceAddressing Addressing => throw new NotImplementedException();

    /// <summary>Whether the service has a request, a response, or both.</summary>
    public ServiceTransmission Transmission => throw new NotImplementedException();

    /// <summary>Parameters of the request; empty when the service has none.</summary>
    public IReadOnlyList<ParameterDescription> RequestParameters => throw new NotImplementedException();

    /// <summary>Responses, positive ones first, each in the order of the database.</summary>
    public IReadOnlyList<ResponseDescription> Responses => throw new NotImplementedException();

    /// <summary>States of which one per chart must be given before the service is sent; empty for no condition.</summary>
    public IReadOnlyList<StateReference> Preconditions => throw new NotImplementedException();

    /// <summary>Transitions which a positive response completes.</summary>
    public IReadOnlyList<StateTransitionReference> StateTransitions => throw new NotImplementedException();

    /// <summary>Whether a raw request carries all constants of this service's request at their places.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False also when the request is too short to hold the constants.</returns>
    public bool MatchesRequest(ReadOnlySpan<byte> request) => throw new NotImplementedException();

    /// <summary>Encodes the request.</summary>
    /// <param name="parameters">Values by name; null for none. What is not given takes its default from the database.</param>
    /// <param name="destination">Takes the whole request in one piece; untouched when this method throws.</param>
    /// <param name="options">How to treat what does not fit; null for the strict default.</param>
    /// <exception cref="DiagnosticException">A value is missing, unknown or not allowed, or the database is invalid.</exception>
    public void EncodeRequest(IParameterSource? parameters, IBufferWriter<byte> destination, EncodeOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>Encodes the constants from byte 0 (<see cref="DiagnosticService.RequestPrefix"/>) and puts raw bytes behind them.</summary>
    /// <param name="parameters">The bytes behind the constants.</param>
    /// <param name="destination">Takes the request.</param>
    public void EncodeRaw(ReadOnlySpan<byte> parameters, IBufferWriter<byte> destination) => throw new NotImplementedException();

    /// <summary>Decodes a response of an ECU.</summary>
    /// <param name="request">The request as sent; empty where it is unknown, parameters echoing it are then not compared.</param>
    /// <param name="response">The response.</param>
    /// <param name="sink">Takes the values. What it holds is meaningless when this method throws.</param>
    /// <param name="options">What to map and how; null for everything, nested.</param>
    /// <returns>Which response it was. A single value that cannot be interpreted is an error in the sink, no exception.</returns>
    /// <exception cref="DiagnosticException">The response is too short or none of the described ones.</exception>
    public ResponseDecoding DecodeResponse(
        ReadOnlySpan<byte> request,
        ReadOnlySpan<byte> response,
        IParameterSink sink,
        DecodeOptions? options = null) => throw new NotImplementedException();

    /// <summary>Tells which of <see cref="Responses"/> a response is: the first whose constants fit.</summary>
    /// <param name="request">The request as sent, or empty.</param>
    /// <param name="response">The response.</param>
    /// <returns>The description, or null.</returns>
    public ResponseDescription? SelectResponse(ReadOnlySpan<byte> request, ReadOnlySpan<byte> response) =>
        throw new NotImplementedException();

    /// <summary>Decodes a request, as an ECU does.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sink">Takes the values. What it holds is meaningless when this method throws.</param>
    /// <param name="options">What to map and how; null for everything, nested.</param>
    /// <returns>Number of parameters given to the sink on the top level.</returns>
    /// <exception cref="DiagnosticException">The request is too short or its constants are not those of this service.</exception>
    public int DecodeRequest(ReadOnlySpan<byte> request, IParameterSink sink, DecodeOptions? options = null) =>
        throw new NotImplementedException();

    /// <summary>Encodes a response, as an ECU does.</summary>
    /// <param name="response">One of <see cref="Responses"/>.</param>
    /// <param name="parameters">Values by name; constants and what echoes the request are filled in.</param>
    /// <param name="request">The request being answered.</param>
    /// <param name="destination">Takes the whole response in one piece; untouched when this method throws.</param>
    /// <param name="options">How to treat what does not fit; null for the strict default.</param>
    /// <exception cref="DiagnosticException">A value is missing, unknown or not allowed, or the database is invalid.</exception>
    public void EncodeResponse(
        ResponseDescription response,
        IParameterSource? parameters,
        ReadOnlySpan<byte> request,
        IBufferWriter<byte> destination,
        EncodeOptions? options = null) => throw new NotImplementedException();
}
