using System.Buffers;
using Modular.Kernel.Detection;
using Modular.Kernel.Services;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Detection;

/// <summary>
/// What one round of questions brought. ECUs at one place that ask the same bytes share the question and its answer.
/// </summary>
internal sealed class DetectionAnswers
{
    private readonly List<(Ecu Member, KernelService Service, string Key)> _expected = [];
    private readonly Dictionary<string, byte[]> _requests = new(StringComparer.Ordinal);
    private readonly List<byte[]> _order = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _responses = new(StringComparer.Ordinal);

    /// <summary>The distinct requests, in order.</summary>
    public IReadOnlyCollection<byte[]> Requests => _order;

    /// <summary>Whether anything came back.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>Whether another round may end better.</summary>
    public bool MayRepeat { get; private set; } = true;

    /// <summary>Why nothing came back, for a person.</summary>
    public string Silence { get; private set; } = string.Empty;

    /// <summary>Notes that a member needs the answer to a service.</summary>
    /// <param name="member">The ECU.</param>
    /// <param name="service">One of its services.</param>
    /// <exception cref="Sdk.Diagnostics.DiagnosticException">The service cannot be encoded without parameters.</exception>
    public void Expect(Ecu member, KernelService service)
    {
        var buffer = new ArrayBufferWriter<byte>();
        service.EncodeRequest(parameters: null, buffer);
        var key = Convert.ToHexString(buffer.WrittenSpan);
        if (_requests.TryAdd(key, buffer.WrittenSpan.ToArray()))
        {
            _order.Add(_requests[key]);
        }

        _expected.Add((member, service, key));
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="response">The answer, negative ones included.</param>
    public void Add(byte[] request, ReadOnlyMemory<byte> response)
    {
        IsAnswered = true;
        _responses[Convert.ToHexString(request)] = response;
    }

    /// <summary>A request was not answered.</summary>
    /// <param name="reason">For a person.</param>
    public void Silent(string reason) => Silence = reason;

    /// <summary>The link failed.</summary>
    /// <param name="exception">How.</param>
    public void Failed(LinkException exception)
    {
        Silence = exception.Message;

        // An unknown node may show up meanwhile; what the configuration lacks does not.
        MayRepeat = exception.IsTransient || exception.Failure is LinkFailure.NodeUnknown or LinkFailure.NotAcknowledged;
    }

    /// <summary>The answers to the services of one member.</summary>
    /// <param name="member">The ECU.</param>
    public IReadOnlyCollection<DetectionResponse> For(Ecu member) =>
    [
        .. _expected
            .Where(expected => expected.Member == member && _responses.ContainsKey(expected.Key))
            .Select(expected => new DetectionResponse(expected.Service, _requests[expected.Key], _responses[expected.Key])),
    ];
}
