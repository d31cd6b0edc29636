using System.Collections.Immutable;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>The generations of a plugin which do not serve: one that is on its way, and those that ended. The last sixteen.</summary>
/// <remarks>Not synchronized; the slot is.</remarks>
internal sealed class PluginGenerationHistory
{
    private const int Capacity = 16;

    /// <summary>The generations, oldest first.</summary>
    public ImmutableArray<PluginGenerationStatus> Items { get; private set; } = [];

    /// <summary>Adds a generation, and forgets the oldest ended one when there are too many.</summary>
    public void Add(PluginGenerationStatus generation)
    {
        Items = Items.Add(generation);
        var oldest = Items.FirstOrDefault(static item => item.State is not (PluginState.Draining or PluginState.Stopping or PluginState.Unloading));
        if (Items.Length > Capacity && oldest is not null)
        {
            Items = Items.Remove(oldest);
        }
    }

    /// <summary>Takes a generation out, because it serves now.</summary>
    public void Remove(int number) => Items = Items.RemoveAll(item => item.Number == number);

    /// <summary>Version of a generation; null when it was forgotten.</summary>
    public string? VersionOf(int number) => Items.FirstOrDefault(item => item.Number == number)?.Version;

    /// <summary>Moves a generation to another state.</summary>
    /// <returns>False when it was forgotten meanwhile.</returns>
    /// <exception cref="InvalidOperationException">The table does not allow it.</exception>
    public bool Move(int number, PluginState to, PluginFault? fault, TimeSpan? loadTime, DateTimeOffset now)
    {
        var found = Items.FirstOrDefault(item => item.Number == number);
        if (found is null)
        {
            return false;
        }

        if (!PluginStateMachine.IsAllowed(found.State, to))
        {
            throw new InvalidOperationException($"Generation {number} cannot go from {found.State} to {to}.");
        }

        Items = Items.Replace(found, found with { State = to, Fault = fault ?? found.Fault, LoadTime = loadTime ?? found.LoadTime, Since = now });
        return true;
    }
}
