namespace Modular.Hosting.Plugins.Faults;

/// <summary>How a plugin came to fail, which decides what follows.</summary>
internal enum FaultCause
{
    /// <summary>A call threw. Once is nothing, often is too much.</summary>
    Threw,

    /// <summary>A call did not return. What it holds cannot be taken back.</summary>
    Hung,

    /// <summary>An exception left a thread of the plugin's own, where nobody could catch it.</summary>
    Escaped,
}
