namespace Modular.Plugins.Sovd.Http;

/// <summary>Forms of a body.</summary>
internal enum PayloadForm
{
    /// <summary>Neither of the others.</summary>
    Unsupported,

    /// <summary>Names and values in JSON.</summary>
    Json,

    /// <summary>The bytes of the diagnostic message.</summary>
    Bytes,
}
