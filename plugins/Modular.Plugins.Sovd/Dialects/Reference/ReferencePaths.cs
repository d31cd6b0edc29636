namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>Where the resources of the reference dialect live.</summary>
internal static class ReferencePaths
{
    /// <summary>Before everything but <see cref="VersionInfo"/>.</summary>
    public const string Root = "/vehicle/v15";

    /// <summary>All components.</summary>
    public const string Components = Root + "/components";

    /// <summary>One component.</summary>
    public const string Component = Components + "/{ecu}";

    /// <summary>Versions the server speaks; outside of any version.</summary>
    public const string VersionInfo = "/version-info";
}
