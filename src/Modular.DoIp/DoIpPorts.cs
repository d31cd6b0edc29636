namespace Modular.DoIp;

/// <summary>Ports of ISO 13400-2.</summary>
public static class DoIpPorts
{
    /// <summary>Discovery by UDP and diagnostics by TCP.</summary>
    public const int Default = 13400;

    /// <summary>Diagnostics by TLS.</summary>
    public const int Tls = 3496;
}
