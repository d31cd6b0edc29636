namespace Modular.Hosting.Commands;

/// <summary>An option of the host.</summary>
/// <param name="Name">As written, with its dashes.</param>
/// <param name="TakesValue">True when a value follows.</param>
/// <param name="IsRepeatable">True when it may be given several times; where one is wanted, the last one counts.</param>
/// <param name="IsCommon">True when it goes with every command.</param>
internal sealed record HostOption(string Name, bool TakesValue, bool IsRepeatable = false, bool IsCommon = false)
{
    public const string Help = "--help";
    public const string Version = "--version";
    public const string InsecureDevelopment = "--insecure-dev";
    public const string Config = "--config";
    public const string Urls = "--urls";
    public const string Json = "--json";
    public const string Subject = "--subject";
    public const string Kind = "--kind";
    public const string Output = "--output";
    public const string Key = "--key";
    public const string Certificate = "--certificate";
    public const string Root = "--root";
    public const string Server = "--server";
    public const string Token = "--token";

    private static readonly Dictionary<string, HostOption> All = new HostOption[]
    {
        new(Help, TakesValue: false, IsCommon: true),
        new(Version, TakesValue: false, IsCommon: true),
        new(InsecureDevelopment, TakesValue: false, IsCommon: true),
        new(Config, TakesValue: true, IsCommon: true),
        new(Urls, TakesValue: true, IsRepeatable: true, IsCommon: true),
        new(Json, TakesValue: false),
        new(Subject, TakesValue: true),
        new(Kind, TakesValue: true),
        new(Output, TakesValue: true),
        new(Key, TakesValue: true),
        new(Certificate, TakesValue: true),
        new(Root, TakesValue: true, IsRepeatable: true),
        new(Server, TakesValue: true),
        new(Token, TakesValue: true),
    }.ToDictionary(static option => option.Name, StringComparer.Ordinal);

    /// <summary>Finds an option by what was written, short forms included.</summary>
    public static HostOption? Find(string written) => All.GetValueOrDefault(written switch
    {
        "-h" or "-?" => Help,
        "-o" => Output,
        _ => written,
    });
}
