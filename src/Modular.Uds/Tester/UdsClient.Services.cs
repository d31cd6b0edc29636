using Modular.Uds.Messages.Services;

namespace Modular.Uds.Tester;

// One method per service.
public sealed partial class UdsClient
{
    /// <summary>The group of all trouble codes.</summary>
    public const uint AllDtcs = 0xFF_FFFF;

    /// <summary>Enters a session.</summary>
    /// <param name="session">1 to 127; see <see cref="DiagnosticSession"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ECU's times in that session.</returns>
    public ValueTask<UdsResult<DiagnosticSessionControlResponse>> DiagnosticSessionControlAsync(
        byte session, CancellationToken cancellationToken) =>
        SendAsync<DiagnosticSessionControlRequest, DiagnosticSessionControlResponse>(
            new DiagnosticSessionControlRequest(session), cancellationToken);

    /// <summary>Restarts the ECU.</summary>
    /// <param name="resetType">0 to 127; see <see cref="ResetType"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ECU's confirmation, which it sends before it restarts.</returns>
    public ValueTask<UdsResult<EcuResetResponse>> EcuResetAsync(byte resetType, CancellationToken cancellationToken) =>
        SendAsync<EcuResetRequest, EcuResetResponse>(new EcuResetRequest(resetType), cancellationToken);

    /// <summary>Tells the ECU that the tester is still there. Asks for no answer and may come between other requests.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when the message has left.</returns>
    public async ValueTask TesterPresentAsync(CancellationToken cancellationToken) =>
        await SendAsync<TesterPresentRequest, TesterPresentResponse>(
            new TesterPresentRequest(SuppressPositiveResponse: true), cancellationToken).ConfigureAwait(false);

    /// <summary>Reads one data record.</summary>
    /// <param name="identifier">The data identifier.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The record without the identifier.</returns>
    public async ValueTask<UdsResult<ReadOnlyMemory<byte>>> ReadDataByIdentifierAsync(ushort identifier, CancellationToken cancellationToken)
    {
        var result = await SendAsync<ReadDataByIdentifierRequest, ReadDataByIdentifierResponse>(
            new ReadDataByIdentifierRequest(identifier), cancellationToken).ConfigureAwait(false);
        return result.TryGetValue(out var response)
            ? result.With(UdsResultKind.Positive, response.Record)
            : result.Unanswered<ReadOnlyMemory<byte>>();
    }

    /// <summary>Writes one data record.</summary>
    /// <param name="identifier">The data identifier.</param>
    /// <param name="record">The data.</param>
    /// <param name="cancellationToken">Gives up; the ECU may have written.</param>
    /// <returns>The ECU's confirmation.</returns>
    public ValueTask<UdsResult<WriteDataByIdentifierResponse>> WriteDataByIdentifierAsync(
        ushort identifier, ReadOnlyMemory<byte> record, CancellationToken cancellationToken) =>
        SendAsync<WriteDataByIdentifierRequest, WriteDataByIdentifierResponse>(
            new WriteDataByIdentifierRequest(identifier, record), cancellationToken);

    /// <summary>Reads the trouble codes that match a mask.</summary>
    /// <param name="mask">A code matches when it has one of these bits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The codes with their status.</returns>
    public async ValueTask<UdsResult<DtcListReport>> ReadDtcsAsync(DtcStatus mask, CancellationToken cancellationToken)
    {
        var result = await SendAsync<ReadDtcInformationRequest, ReadDtcInformationResponse>(
            DtcReports.ByStatusMask(mask), cancellationToken).ConfigureAwait(false);
        if (!result.TryGetValue(out var response))
        {
            return result.Unanswered<DtcListReport>();
        }

        return DtcListReport.TryParse(response, out var report)
            ? result.With(UdsResultKind.Positive, report)
            : result.With<DtcListReport>(UdsResultKind.Malformed, null);
    }

    /// <summary>Clears trouble codes.</summary>
    /// <param name="groupOfDtc">A trouble code or a group of them, 0 to 0xFFFFFF; see <see cref="AllDtcs"/>.</param>
    /// <param name="cancellationToken">Gives up; the ECU may have cleared.</param>
    /// <returns>The ECU's confirmation.</returns>
    public ValueTask<UdsResult<ClearDiagnosticInformationResponse>> ClearDiagnosticInformationAsync(
        uint groupOfDtc, CancellationToken cancellationToken) =>
        SendAsync<ClearDiagnosticInformationRequest, ClearDiagnosticInformationResponse>(
            new ClearDiagnosticInformationRequest(groupOfDtc), cancellationToken);

    /// <summary>Switches the storing of trouble codes.</summary>
    /// <param name="settingType">0 to 127; see <see cref="DtcSettingType"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ECU's confirmation.</returns>
    public ValueTask<UdsResult<ControlDtcSettingResponse>> ControlDtcSettingAsync(byte settingType, CancellationToken cancellationToken) =>
        SendAsync<ControlDtcSettingRequest, ControlDtcSettingResponse>(new ControlDtcSettingRequest(settingType), cancellationToken);

    /// <summary>Switches sending and receiving of the ECU's normal messages.</summary>
    /// <param name="controlType">0 to 127; see <see cref="CommunicationControlType"/>.</param>
    /// <param name="communicationType">Which messages and subnets; 1 is normal messages on the ECU's own subnet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ECU's confirmation.</returns>
    public ValueTask<UdsResult<CommunicationControlResponse>> CommunicationControlAsync(
        byte controlType, byte communicationType, CancellationToken cancellationToken) =>
        SendAsync<CommunicationControlRequest, CommunicationControlResponse>(
            new CommunicationControlRequest(controlType, communicationType), cancellationToken);

    /// <summary>Starts or stops a routine or asks for its results.</summary>
    /// <param name="controlType">See <see cref="RoutineControlType"/>.</param>
    /// <param name="routineIdentifier">The routine.</param>
    /// <param name="options">Parameters of the routine.</param>
    /// <param name="cancellationToken">Gives up; the routine may have started.</param>
    /// <returns>Status and results of the routine.</returns>
    public ValueTask<UdsResult<RoutineControlResponse>> RoutineControlAsync(
        byte controlType, ushort routineIdentifier, ReadOnlyMemory<byte> options, CancellationToken cancellationToken) =>
        SendAsync<RoutineControlRequest, RoutineControlResponse>(
            new RoutineControlRequest(controlType, routineIdentifier, options), cancellationToken);

    /// <summary>Unlocks a security level: asks for a seed, computes the key, sends it.</summary>
    /// <param name="level">Odd access type that asks for the seed, 1 to 125.</param>
    /// <param name="computeKey">Makes the key of a seed. Not called when the level is unlocked already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The ECU's confirmation, or the refusal of the step that failed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is even or out of range.</exception>
    public async ValueTask<UdsResult<SecurityAccessResponse>> UnlockAsync(
        byte level, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> computeKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(computeKey);
        if (level % 2 == 0 || level > 0x7D)
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A seed is asked for with an odd access type from 1 to 125.");
        }

        var seed = await SendAsync<SecurityAccessRequest, SecurityAccessResponse>(
            new SecurityAccessRequest(level), cancellationToken).ConfigureAwait(false);
        if (!seed.TryGetValue(out var answer) || !answer.Seed.Span.ContainsAnyExcept((byte)0))
        {
            // Nothing but zeros is the ECU's way to say that there is nothing to unlock.
            return seed;
        }

        return await SendAsync<SecurityAccessRequest, SecurityAccessResponse>(
            new SecurityAccessRequest((byte)(level + 1), computeKey(answer.Seed)), cancellationToken).ConfigureAwait(false);
    }
}
