namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>How a guarded call into a plugin ended.</summary>
internal enum GuardResult
{
    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It threw.</summary>
    Threw,

    /// <summary>It did not return in time and may still run.</summary>
    TimedOut,

    /// <summary>The host gave it up, and it ended.</summary>
    Cancelled,
}
