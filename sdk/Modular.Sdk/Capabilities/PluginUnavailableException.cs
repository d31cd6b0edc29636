namespace Modular.Sdk.Capabilities;

/// <summary>A contract was asked for which no running plugin provides, or whose provider is being replaced.</summary>
public sealed class PluginUnavailableException : Exception
{
    /// <summary>Creates the exception for a contract.</summary>
    /// <param name="contract">Full name of the SDK interface.</param>
    public PluginUnavailableException(string contract)
        : base($"No running plugin provides {contract}. 'modular plugin list' shows which plugins run and why others do not.")
    {
        Contract = contract;
    }

    /// <summary>Full name of the SDK interface that was asked for.</summary>
    public string Contract { get; }
}
