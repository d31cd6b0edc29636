using Modular.Uds.Messages;
using Modular.Uds.Messages.Services;

namespace Modular.Uds.Tests.Messages;

/// <summary>Reads a message as each of the services, and writes what was read.</summary>
internal static class AllMessages
{
    /// <summary>Every request that could be read, written again.</summary>
    public static List<UdsRequest> TryParse(UdsRequest request)
    {
        List<UdsRequest> written = [];
        Try<DiagnosticSessionControlRequest>();
        Try<EcuResetRequest>();
        Try<ClearDiagnosticInformationRequest>();
        Try<ReadDtcInformationRequest>();
        Try<ReadDataByIdentifierRequest>();
        Try<SecurityAccessRequest>();
        Try<CommunicationControlRequest>();
        Try<AuthenticationRequest>();
        Try<WriteDataByIdentifierRequest>();
        Try<RoutineControlRequest>();
        Try<RequestDownloadRequest>();
        Try<TransferDataRequest>();
        Try<RequestTransferExitRequest>();
        Try<TesterPresentRequest>();
        Try<ControlDtcSettingRequest>();
        return written;

        void Try<T>()
            where T : struct, IUdsRequestMessage<T>
        {
            if (T.TryParse(request, out var message))
            {
                Assert.Equal(T.Service, request.Service);
                written.Add(message.ToRequest());
            }
        }
    }

    /// <summary>Every positive response that could be read, written again.</summary>
    public static List<UdsResponse> TryParse(UdsResponse response)
    {
        List<UdsResponse> written = [];
        Try<DiagnosticSessionControlResponse>();
        Try<EcuResetResponse>();
        Try<ClearDiagnosticInformationResponse>();
        Try<ReadDtcInformationResponse>();
        Try<ReadDataByIdentifierResponse>();
        Try<SecurityAccessResponse>();
        Try<CommunicationControlResponse>();
        Try<AuthenticationResponse>();
        Try<WriteDataByIdentifierResponse>();
        Try<RoutineControlResponse>();
        Try<RequestDownloadResponse>();
        Try<TransferDataResponse>();
        Try<RequestTransferExitResponse>();
        Try<TesterPresentResponse>();
        Try<ControlDtcSettingResponse>();
        if (ReadDtcInformationResponse.TryParse(response, out var report))
        {
            _ = DtcCountReport.TryParse(report, out _) | DtcListReport.TryParse(report, out _) | DtcRecordsReport.TryParse(report, out _);
        }

        return written;

        void Try<T>()
            where T : struct, IUdsResponseMessage<T>
        {
            if (T.TryParse(response, out var message))
            {
                Assert.Equal(T.Service, response.Service);
                written.Add(message.ToResponse());
            }
        }
    }
}
