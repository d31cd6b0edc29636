namespace Modular.Uds.Messages.Services;

/// <summary>Reports of ReadDtcInformation that this library reads; others pass raw.</summary>
public static class DtcReportType
{
    /// <summary>How many trouble codes match a mask.</summary>
    public const byte NumberByStatusMask = 0x01;

    /// <summary>The trouble codes that match a mask.</summary>
    public const byte ByStatusMask = 0x02;

    /// <summary>Snapshot records of one trouble code.</summary>
    public const byte SnapshotByDtcNumber = 0x04;

    /// <summary>Extended data records of one trouble code.</summary>
    public const byte ExtendedDataByDtcNumber = 0x06;

    /// <summary>All trouble codes the ECU knows.</summary>
    public const byte Supported = 0x0A;

    /// <summary>The trouble code whose test failed first.</summary>
    public const byte FirstTestFailed = 0x0B;

    /// <summary>The trouble code confirmed first.</summary>
    public const byte FirstConfirmed = 0x0C;

    /// <summary>The trouble code whose test failed last.</summary>
    public const byte MostRecentTestFailed = 0x0D;

    /// <summary>The trouble code confirmed last.</summary>
    public const byte MostRecentConfirmed = 0x0E;

    /// <summary>Permanent trouble codes.</summary>
    public const byte WithPermanentStatus = 0x15;
}
