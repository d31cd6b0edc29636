namespace Modular.Plugins.Safety.Rules;

/// <summary>Whether a condition holds.</summary>
internal enum Truth
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>The value is not known.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Yes,
}
