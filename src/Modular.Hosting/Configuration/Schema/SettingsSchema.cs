namespace Modular.Hosting.Configuration.Schema;

/// <summary>What a setting may be: the part of JSON Schema that the host knows. docs/plugin-author/settings.md lists it.</summary>
internal sealed record SettingsSchema
{
    /// <summary>Allows everything.</summary>
    public static SettingsSchema Anything { get; } = new();

    public SettingsType Type { get; init; }

    /// <summary>The only values, compared without case as enumerations are read; empty for all.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Smallest number, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest number, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>Fewest characters, or null.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>Most characters, or null.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>Fewest items of an array, or null.</summary>
    public int? MinimumItems { get; init; }

    /// <summary>Most items of an array, or null.</summary>
    public int? MaximumItems { get; init; }

    /// <summary>Keys that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Known keys, compared without case as configuration is.</summary>
    public IReadOnlyDictionary<string, SettingsSchema> Properties { get; init; } = new Dictionary<string, SettingsSchema>();

    /// <summary>What further keys may be; null for anything.</summary>
    public SettingsSchema? Additional { get; init; }

    /// <summary>True when keys beside <see cref="Properties"/> are mistakes.</summary>
    public bool IsClosed { get; init; }

    /// <summary>What each item of an array may be; null for anything.</summary>
    public SettingsSchema? Items { get; init; }

    /// <summary>True when the value is a secret that no message repeats.</summary>
    public bool IsSecret { get; init; }
}
