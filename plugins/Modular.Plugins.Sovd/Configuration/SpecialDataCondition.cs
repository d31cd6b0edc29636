namespace Modular.Plugins.Sovd.Configuration;

/// <summary>A condition on the values of a special datum.</summary>
internal sealed class SpecialDataCondition
{
    /// <summary>Whether values compare without case. Default true.</summary>
    public bool IgnoreCase { get; set; } = true;

    /// <summary>Values that fulfil the condition; without any it is never fulfilled.</summary>
    public string[] Values { get; set; } = [];
}
