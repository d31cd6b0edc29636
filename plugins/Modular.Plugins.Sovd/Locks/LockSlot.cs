namespace Modular.Plugins.Sovd.Locks;

/// <summary>The place of an ECU's lock.</summary>
/// <param name="ecuName">Name of the ECU.</param>
internal sealed class LockSlot(string ecuName)
{
    /// <summary>Name of the ECU.</summary>
    public string EcuName { get; } = ecuName;

    /// <summary>Guards all other members.</summary>
    public Lock Gate { get; } = new();

    /// <summary>The lock that is held, or null.</summary>
    public HeldLock? Held { get; set; }

    /// <summary>What the end of the last lock still has to do. Never faulted.</summary>
    public Task Cleanup { get; set; } = Task.CompletedTask;
}
