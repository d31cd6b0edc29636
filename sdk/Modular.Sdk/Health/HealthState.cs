namespace Modular.Sdk.Health;

/// <summary>Health of a part, in the words of the reference dialect's <c>/health</c>.</summary>
public enum HealthState
{
    /// <summary>Serving.</summary>
    Up,

    /// <summary>Not yet serving; will without anyone's help.</summary>
    Starting,

    /// <summary>Waits for something from outside.</summary>
    Pending,

    /// <summary>Does not serve.</summary>
    Failed,
}
