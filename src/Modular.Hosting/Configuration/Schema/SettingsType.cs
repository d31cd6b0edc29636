namespace Modular.Hosting.Configuration.Schema;

/// <summary>What a setting may be; a schema may allow several.</summary>
[Flags]
internal enum SettingsType
{
    /// <summary>Nothing is said.</summary>
    Any = 0,

    /// <summary>Keys with values of their own.</summary>
    Object = 1,

    /// <summary>Values in order.</summary>
    Array = 2,

    /// <summary>Text.</summary>
    String = 4,

    /// <summary>A whole number.</summary>
    Integer = 8,

    /// <summary>A number.</summary>
    Number = 16,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean = 32,
}
