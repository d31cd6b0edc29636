namespace Modular.Sdk.Hosting;

/// <summary>Facts about the running host which a plugin may depend on.</summary>
public interface IHostFacts
{
    /// <summary>Product version of the host, as <c>modular --version</c> prints it.</summary>
    string Version { get; }

    /// <summary>
    /// True only when the operator started the host with <c>--insecure-dev</c>. Nothing else may weaken a default.
    /// </summary>
    bool InsecureDevelopment { get; }

    /// <summary>A token that is cancelled when the host begins to stop.</summary>
    CancellationToken Stopping { get; }
}
