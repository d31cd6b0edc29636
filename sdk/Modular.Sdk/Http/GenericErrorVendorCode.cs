namespace Modular.Sdk.Http;

/// <summary>Values of <see cref="GenericError.VendorCode"/> in first-party plugins.</summary>
public static class GenericErrorVendorCode
{
    /// <summary>The resource does not exist.</summary>
    public const string NotFound = "not-found";

    /// <summary>The request is malformed.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>The request took longer than the server allows.</summary>
    public const string RequestTimeout = "request-timeout";

    /// <summary>A field of an ECU's answer could not be interpreted.</summary>
    public const string ErrorInterpretingMessage = "error-interpreting-message";

    /// <summary>A parameter has a value that is not allowed.</summary>
    public const string InvalidParameter = "invalid-parameter";

    /// <summary>The plugin that serves this is being replaced, or is down.</summary>
    public const string PluginUnavailable = "plugin-unavailable";
}
