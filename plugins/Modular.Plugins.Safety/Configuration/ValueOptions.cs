namespace Modular.Plugins.Safety.Configuration;

/// <summary>Where a value of the vehicle comes from: a service of an ECU, a file, or a request. Exactly one of them.</summary>
internal sealed class ValueOptions
{
    /// <summary>Name of the ECU to ask, with <see cref="Service"/>.</summary>
    public string? Ecu { get; set; }

    /// <summary>Short name of a service of the ECU which only reads.</summary>
    public string? Service { get; set; }

    /// <summary>Name of the parameter in the answer; null for the first one.</summary>
    public string? Parameter { get; set; }

    /// <summary>File whose text is the value; its time of writing is the value's.</summary>
    public string? File { get; set; }

    /// <summary>Whether the value is set by <c>PUT /safety/values/NAME</c>, for test rigs.</summary>
    public bool Push { get; set; }

    /// <summary>Time between two questions, 50 ms to 1 min. Default 500 ms.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Age from which the value counts as unknown, 100 ms to 1 h. Default 2 s.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(2);
}
