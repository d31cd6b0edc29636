namespace Modular.Sdk.Diagnostics;

/// <summary>Why a diagnostic service could not be used, or its answer not be understood.</summary>
public enum DiagnosticFailure
{
    /// <summary>The ECU's variant has no such service.</summary>
    UnknownService,

    /// <summary>The variant has no such state chart or state, or no service leads there.</summary>
    UnknownState,

    /// <summary>The caller may not use this service.</summary>
    AccessDenied,

    /// <summary>A state required by the service is not given.</summary>
    PreconditionNotFulfilled,

    /// <summary>A parameter is missing and has no default.</summary>
    MissingParameter,

    /// <summary>A parameter is unknown, or its value is not allowed.</summary>
    InvalidParameter,

    /// <summary>The database asks for something that is not supported.</summary>
    NotSupported,

    /// <summary>The answer is shorter than described.</summary>
    ResponseTooShort,

    /// <summary>The answer is none of the described ones.</summary>
    ResponseMismatch,

    /// <summary>The ECU was busy with other requests for too long.</summary>
    Busy,

    /// <summary>The ECU cannot be reached.</summary>
    Offline,

    /// <summary>The call names a lock that has been replaced by a newer one.</summary>
    LockSuperseded,

    /// <summary>The database contradicts itself.</summary>
    DatabaseInvalid,

    /// <summary>A safety policy or an emergency stop forbids the service at present.</summary>
    SafetyDenied,

    /// <summary>A required safety plugin is gone, so services which change state are refused.</summary>
    SafetyUnavailable,

    /// <summary>The communication with the vehicle is deferred and was not started yet, or its start failed.</summary>
    CommunicationPending,

    /// <summary>An interceptor denied the request or its answer.</summary>
    Intercepted,

    /// <summary>A plugin that takes part in the exchange failed.</summary>
    PluginFailed,
}
