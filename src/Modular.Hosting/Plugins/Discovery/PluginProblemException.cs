namespace Modular.Hosting.Plugins.Discovery;

/// <summary>The host found a reason not to run a plugin. Never crosses a plugin's boundary.</summary>
internal sealed class PluginProblemException : Exception
{
    public PluginProblemException(string code, string reason)
        : base(reason)
    {
        Code = code;
    }

    /// <summary>One of <see cref="PluginReasonCode"/>.</summary>
    public string Code { get; }
}
