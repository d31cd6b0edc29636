using Microsoft.AspNetCore.Http;
using Modular.Plugins.Sovd.Access;

namespace Modular.Plugins.Sovd.Http;

/// <summary>A route with its rules. There is no way to make one that changes something without stating its lock rule.</summary>
internal sealed record SovdRoute
{
    private SovdRoute(string method, string pattern, RouteTarget target, CallerRule callers, LockRule lockRule, bool mayChange, SovdHandler handler)
    {
        Method = method;
        Pattern = pattern;
        Target = target;
        Callers = callers;
        Lock = lockRule;
        MayChange = mayChange;
        Handler = handler;
        Resource = RouteResource.Of(pattern);
    }

    /// <summary>HTTP method.</summary>
    public string Method { get; }

    /// <summary>Route pattern, from the root.</summary>
    public string Pattern { get; }

    /// <summary>What the route is about.</summary>
    public RouteTarget Target { get; }

    /// <summary>Who may call.</summary>
    public CallerRule Callers { get; }

    /// <summary>Which resource of which entity the route is about, for the rights of its caller.</summary>
    public RouteResource Resource { get; }

    /// <summary>What the route asks of its component's lock.</summary>
    public LockRule Lock { get; }

    /// <summary>Whether the route may change its component's state.</summary>
    public bool MayChange { get; }

    /// <summary>Answers.</summary>
    public SovdHandler Handler { get; }

    /// <summary>A route that reads.</summary>
    /// <param name="pattern">Route pattern.</param>
    /// <param name="target">What the route is about.</param>
    /// <param name="callers">Who may call.</param>
    /// <param name="handler">Answers.</param>
    /// <returns>The route.</returns>
    public static SovdRoute Read(string pattern, RouteTarget target, CallerRule callers, SovdHandler handler) =>
        new(HttpMethods.Get, pattern, target, callers, LockRule.None, mayChange: false, handler);

    /// <summary>A route of authenticated callers that may change its component.</summary>
    /// <param name="method">HTTP method, not GET.</param>
    /// <param name="pattern">Route pattern.</param>
    /// <param name="lockRule">What the route asks of the component's lock.</param>
    /// <param name="handler">Answers.</param>
    /// <returns>The route.</returns>
    public static SovdRoute Change(string method, string pattern, LockRule lockRule, SovdHandler handler)
    {
        if (HttpMethods.IsGet(method))
        {
            throw new ArgumentException("GET never changes anything.", nameof(method));
        }

        return new(method, pattern, RouteTarget.Component, CallerRule.Authenticated, lockRule, lockRule != LockRule.None, handler);
    }

    /// <summary>The token endpoint: a POST of anyone, about the server.</summary>
    /// <param name="pattern">Route pattern.</param>
    /// <param name="handler">Answers.</param>
    /// <returns>The route.</returns>
    public static SovdRoute Token(string pattern, SovdHandler handler) =>
        new(HttpMethods.Post, pattern, RouteTarget.Server, CallerRule.Anonymous, LockRule.None, mayChange: false, handler);
}
