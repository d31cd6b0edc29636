namespace Modular.Sdk.Health;

/// <summary>Reports the health of one part of a plugin. Registered as a service of the plugin's container.</summary>
public interface IHealthContributor
{
    /// <summary>Name of the part in <c>/health</c>, for example <c>doip</c>.</summary>
    string Name { get; }

    /// <summary>Reports the present state from memory: no I/O, no waiting.</summary>
    /// <returns>The state and, where it is not up, the reason.</returns>
    HealthReport GetReport();
}
