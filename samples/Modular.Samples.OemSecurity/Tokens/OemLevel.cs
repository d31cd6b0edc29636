namespace Modular.Samples.OemSecurity.Tokens;

/// <summary>What the bearer of a token may do. Each level includes those before it.</summary>
internal enum OemLevel
{
    /// <summary>Read.</summary>
    Read = 1,

    /// <summary>Repair: change what a workshop changes.</summary>
    Service = 2,

    /// <summary>Develop: everything, unlocking of ECUs included.</summary>
    Engineering = 3,
}
