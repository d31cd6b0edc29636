using System.Diagnostics.CodeAnalysis;
using Modular.Sdk.Protocols;
using Modular.Uds.Messages;

namespace Modular.Uds.Tester;

/// <summary>What came of a request to an ECU. A refusal and silence are ordinary results.</summary>
/// <typeparam name="T">What a positive answer holds.</typeparam>
public readonly struct UdsResult<T>
{
    private readonly T? _value;
    private readonly string _ecu;

    internal UdsResult(string ecu, UdsServiceId service, UdsResultKind kind, T? value, in ExchangeOutcome outcome)
    {
        _ecu = ecu;
        _value = value;
        Service = service;
        Kind = kind;
        Outcome = outcome;
    }

    /// <summary>The service that was asked.</summary>
    public UdsServiceId Service { get; }

    /// <summary>What came of it.</summary>
    public UdsResultKind Kind { get; }

    /// <summary>The raw answer and what happened on the way.</summary>
    public ExchangeOutcome Outcome { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsPositive => Kind == UdsResultKind.Positive;

    /// <summary>Why the ECU refused; null when it did not.</summary>
    public NegativeResponseCode? NegativeResponseCode => (NegativeResponseCode?)Outcome.NegativeResponseCode;

    /// <summary>The positive answer, for programs that take anything else for an error.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what came instead.</exception>
    public T Value => IsPositive ? _value! : throw new InvalidOperationException(ToString());

    /// <summary>Gets the positive answer if there is one.</summary>
    /// <param name="value">The answer.</param>
    /// <returns>False when the ECU refused or stayed silent.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return IsPositive;
    }

    /// <summary>The result as a sentence for people, without the answer's content.</summary>
    public override string ToString() => Kind switch
    {
        UdsResultKind.Positive => $"{_ecu} confirmed {Service}.",
        UdsResultKind.Negative when NegativeResponseCode is { } code => $"{_ecu} refused {Service}: {code.ToText()} (0x{(byte)code:X2}).",
        UdsResultKind.NotExpected => $"{_ecu} was asked for {Service} without an answer.",
        UdsResultKind.Malformed => $"{_ecu} confirmed {Service} with {Outcome.Response.Length} bytes, which is too short or contradicts itself.",
        _ => $"{_ecu} did not answer {Service} in time.",
    };

    internal UdsResult<TOther> With<TOther>(UdsResultKind kind, TOther? value) => new(_ecu, Service, kind, value, Outcome);

    /// <summary>The same refusal or silence, for a caller that wanted something else.</summary>
    internal UdsResult<TOther> Unanswered<TOther>() => With<TOther>(Kind, default);
}
