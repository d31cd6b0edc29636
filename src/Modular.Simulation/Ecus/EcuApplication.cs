using Modular.Sdk.Diagnostics;
using Modular.Uds.Ecu;
using Modular.Uds.Messages;

namespace Modular.Simulation.Ecus;

/// <summary>Connects an ECU's behaviour with the rules that all ECUs share. Safe for concurrent use.</summary>
internal sealed class EcuApplication(EcuCore core) : IUdsApplication
{
    private const int TesterPresentLength = 2;
    private const byte HighestSession = 0x7F;

    private readonly Lock _turn = new();

    public ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(request.Service == UdsServiceId.TesterPresent ? Confirm(request) : Answer(request, context));

    /// <summary>Follows a session that ended without a request.</summary>
    public void OnSessionChanged(object? sender, SessionChange change)
    {
        if (change.Reason == SessionChangeReason.S3Expired)
        {
            lock (_turn)
            {
                core.EnterSession(EcuState.DefaultSession);
            }
        }
    }

    /// <summary>Does something while no request is answered.</summary>
    public T Read<T>(Func<EcuCore, T> read)
    {
        lock (_turn)
        {
            return read(core);
        }
    }

    // Databases seldom describe it, every ECU has it.
    private static UdsResponse Confirm(UdsRequest request) => request switch
    {
        { SubFunction: null } => Refuse(request, NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat),
        { SubFunction: not 0 } => Refuse(request, NegativeResponseCode.SubFunctionNotSupported),
        { Bytes.Length: not TesterPresentLength } => Refuse(request, NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat),
        _ => UdsResponse.Positive(request.Service, 0),
    };

    private static UdsResponse Refuse(UdsRequest request, NegativeResponseCode code) => UdsResponse.Negative(request.Service, code);

    private static ReadOnlyMemory<byte> WithoutSuppressBit(UdsRequest request)
    {
        if (!request.SuppressPositiveResponse)
        {
            return request.Bytes;
        }

        var bytes = request.Bytes.ToArray();
        bytes[1] &= unchecked((byte)~UdsRequest.SuppressPositiveResponseBit);
        return bytes;
    }

    private EcuReply AnswerOrReject(ReadOnlyMemory<byte> request)
    {
        try
        {
            return core.Answer(request);
        }
        catch (DiagnosticException)
        {
            // A part of the database is damaged that was not looked at before.
            return NegativeResponseCode.GeneralReject;
        }
    }

    private UdsResponse Answer(UdsRequest request, UdsRequestContext context)
    {
        EcuReply reply;
        byte session;
        lock (_turn)
        {
            reply = AnswerOrReject(WithoutSuppressBit(request));
            session = core.State.Session;
        }

        if (reply.Response is null || !UdsResponse.TryParse(reply.Response, out var response) || !response.IsPositive)
        {
            return Refuse(request, reply.Code ?? NegativeResponseCode.GeneralReject);
        }

        if (request.Service is UdsServiceId.DiagnosticSessionControl or UdsServiceId.EcuReset && session is > 0 and <= HighestSession)
        {
            context.EnterSession(session);
        }

        return response;
    }
}
