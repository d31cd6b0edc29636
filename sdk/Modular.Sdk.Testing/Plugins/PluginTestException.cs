namespace Modular.Sdk.Testing.Plugins;

/// <summary>The host did not do with a plugin what the test expects of it.</summary>
/// <remarks>Texts only: an exception that held one of the plugin's would keep the plugin alive.</remarks>
public sealed class PluginTestException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PluginTestException()
        : this("The host did not do what the test expects.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    public PluginTestException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="innerException">The cause; never one of a plugin.</param>
    public PluginTestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="code">The host's reason code, such as <c>file-tampered</c>.</param>
    /// <param name="message">What happened, and what to do.</param>
    public PluginTestException(string code, string message)
        : base(message) => Code = code;

    /// <summary>The host's reason code, or null when there is none.</summary>
    public string? Code { get; }
}
