using System.Security.Cryptography.X509Certificates;

namespace Modular.Sdk.Security;

/// <summary>What is known of a caller before it is authenticated.</summary>
public sealed record AuthenticationRequest
{
    /// <summary>HTTP request method.</summary>
    public required string Method { get; init; }

    /// <summary>Path of the request, without query.</summary>
    public required string Path { get; init; }

    /// <summary>Request headers; the names compare without case. Values of one name are joined with a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The client's certificate of a mutual TLS connection, or null. The host verified it against the operator's roots; it owns it.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Address of the peer as text, or null where there is none.</summary>
    public string? RemoteAddress { get; init; }
}
