namespace Modular.Uds.Messages.Services;

/// <summary>Status of a trouble code.</summary>
[Flags]
public enum DtcStatus : byte
{
    /// <summary>No bit is set.</summary>
    None = 0,

    /// <summary>The latest test failed.</summary>
    TestFailed = 0x01,

    /// <summary>A test failed in this operation cycle.</summary>
    TestFailedThisOperationCycle = 0x02,

    /// <summary>A test failed in this or the last operation cycle.</summary>
    Pending = 0x04,

    /// <summary>The fault occurred often enough to be stored.</summary>
    Confirmed = 0x08,

    /// <summary>No test has been completed since the codes were cleared.</summary>
    TestNotCompletedSinceLastClear = 0x10,

    /// <summary>A test failed since the codes were cleared.</summary>
    TestFailedSinceLastClear = 0x20,

    /// <summary>No test has been completed in this operation cycle.</summary>
    TestNotCompletedThisOperationCycle = 0x40,

    /// <summary>The fault asks for a warning lamp.</summary>
    WarningIndicatorRequested = 0x80,
}
