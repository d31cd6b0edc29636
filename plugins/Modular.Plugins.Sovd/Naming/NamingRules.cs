using Modular.Plugins.Sovd.Configuration;

namespace Modular.Plugins.Sovd.Naming;

/// <summary>The naming rules in effect: configured lists, or the reference adapter's defaults.</summary>
internal sealed class NamingRules
{
    private static readonly string[] DefaultShortNameAffixes =
    [
        "_read", "_write", "_read_dump", "_write_dump", "_dump", "_read_func", "_write_func", "_read_dump_func", "_write_dump_func",
        "_dump_func", "_control_func", "_control",
    ];

    private static readonly string[] DefaultLongNameAffixes =
    [
        " read", " write", " read dump", " write dump", " dump", " read func", " write func", " read dump func", " write dump func",
        " dump func", " control func", " control",
    ];

    private readonly AffixRule _longName;
    private readonly AffixRule _shortName;
    private readonly NamingOptions _options;

    /// <summary>Reads the rules.</summary>
    /// <param name="options">Section <c>Sovd:Naming</c>.</param>
    public NamingRules(NamingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _shortName = new AffixRule(options.ShortNameAffixPosition, options.ShortNameAffixes ?? DefaultShortNameAffixes);
        _longName = new AffixRule(options.LongNameAffixPosition, options.LongNameAffixes ?? DefaultLongNameAffixes);
    }

    /// <summary>Name of the resource that a service reads or writes.</summary>
    /// <param name="shortName">Short name of the service.</param>
    /// <returns>The name, in the case of the database.</returns>
    public string TrimShortName(string shortName) => _shortName.Trim(shortName);

    /// <summary>Name for people of the resource that a service reads or writes.</summary>
    /// <param name="longName">Long name of the service.</param>
    /// <returns>The name.</returns>
    public string TrimLongName(string longName) => _longName.Trim(longName);

    /// <summary>How the service that reads a resource would be called, or would begin.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <returns>The name of the service.</returns>
    public string ReadServiceName(string resource) => WithAction(resource, _options.ReadActionAffix);

    /// <summary>How the service that writes a resource would be called, or would begin.</summary>
    /// <param name="resource">Name of the resource.</param>
    /// <returns>The name of the service.</returns>
    public string WriteServiceName(string resource) => WithAction(resource, _options.WriteActionAffix);

    private string WithAction(string resource, string affix) =>
        _options.ActionAffixPosition == AffixPosition.Suffix ? resource + affix : affix + resource;
}
