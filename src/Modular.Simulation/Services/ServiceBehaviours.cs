using System.Collections.Frozen;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>The behaviours by service identifier.</summary>
internal static class ServiceBehaviours
{
    private static readonly DescribedBehaviour Described = new();

    private static readonly FrozenDictionary<byte, IServiceBehaviour> ByServiceId = new Dictionary<UdsServiceId, IServiceBehaviour>
    {
        [UdsServiceId.DiagnosticSessionControl] = new SessionBehaviour(),
        [UdsServiceId.EcuReset] = new ResetBehaviour(),
        [UdsServiceId.ClearDiagnosticInformation] = new ClearDtcBehaviour(),
        [UdsServiceId.ReadDtcInformation] = new ReadDtcBehaviour(),
        [UdsServiceId.ReadDataByIdentifier] = new ReadDataBehaviour(),
        [UdsServiceId.SecurityAccess] = new SecurityBehaviour(),
        [UdsServiceId.CommunicationControl] = new CommunicationControlBehaviour(),
        [UdsServiceId.WriteDataByIdentifier] = new WriteDataBehaviour(),
        [UdsServiceId.RoutineControl] = new RoutineBehaviour(),
        [UdsServiceId.RequestDownload] = new TransferRequestBehaviour(isUpload: false),
        [UdsServiceId.RequestUpload] = new TransferRequestBehaviour(isUpload: true),
        [UdsServiceId.TransferData] = new TransferDataBehaviour(),
        [UdsServiceId.RequestTransferExit] = new TransferExitBehaviour(),
        [UdsServiceId.ControlDtcSetting] = new DtcSettingBehaviour(),
    }.ToFrozenDictionary(static pair => (byte)pair.Key, static pair => pair.Value);

    /// <summary>The behaviour of a service identifier.</summary>
    /// <param name="serviceId">First byte of the request.</param>
    /// <returns>Its behaviour; for others the one that answers as described and changes nothing.</returns>
    public static IServiceBehaviour For(byte serviceId) => ByServiceId.GetValueOrDefault(serviceId, Described);
}
