namespace Modular.Sdk.Http;

/// <summary>Values of <see cref="GenericError.ErrorCode"/> in the spelling of the reference dialect.</summary>
public static class GenericErrorCode
{
    /// <summary>The finer code is in <see cref="GenericError.VendorCode"/>.</summary>
    public const string VendorSpecific = "vendor-specific";

    /// <summary>The ECU did not answer in time, or is not reachable.</summary>
    public const string NotResponding = "not-responding";

    /// <summary>The ECU answered with a negative response.</summary>
    public const string ErrorResponse = "error-response";

    /// <summary>The request lacks something the service needs.</summary>
    public const string IncompleteRequest = "incomplete-request";

    /// <summary>The ECU's answer does not fit its description.</summary>
    public const string InvalidResponseContent = "invalid-response-content";

    /// <summary>The server cannot do this in its present configuration.</summary>
    public const string ServerMisconfigured = "sovd-server-misconfigured";

    /// <summary>The server failed.</summary>
    public const string ServerFailure = "sovd-server-failure";

    /// <summary>The caller may not do this.</summary>
    public const string InsufficientAccessRights = "insufficient-access-rights";

    /// <summary>Something has to be done or to end first.</summary>
    public const string PreconditionsNotFulfilled = "preconditions-not-fulfilled";

    /// <summary>The caller's lock was taken away for somebody else.</summary>
    public const string LockBroken = "lock-broken";
}
