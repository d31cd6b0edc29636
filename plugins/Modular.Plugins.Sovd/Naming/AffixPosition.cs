namespace Modular.Plugins.Sovd.Naming;

/// <summary>Where an affix stands in a name.</summary>
internal enum AffixPosition
{
    /// <summary>At the end.</summary>
    Suffix,

    /// <summary>At the beginning.</summary>
    Prefix,
}
