namespace Modular.Plugins.Sovd.Http;

/// <summary>Brings the routes of one resource.</summary>
internal interface IRouteSource
{
    /// <summary>The routes.</summary>
    IReadOnlyList<SovdRoute> Routes { get; }
}
