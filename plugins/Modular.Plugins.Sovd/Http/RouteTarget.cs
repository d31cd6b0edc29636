namespace Modular.Plugins.Sovd.Http;

/// <summary>What a route is about.</summary>
internal enum RouteTarget
{
    /// <summary>The server itself; no diagnostic tester is needed.</summary>
    Server,

    /// <summary>The vehicle as a whole.</summary>
    Vehicle,

    /// <summary>The component named by the route value <c>ecu</c>.</summary>
    Component,
}
